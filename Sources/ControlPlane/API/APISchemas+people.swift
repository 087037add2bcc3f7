import Basics

/// The schemas of who may do what, and of signing in.
extension APISchemas {
  static let people: [String: JSONValue] = [
    "SignInLinkRequest": object(["person": text], required: []),
    "SignInLink": object(["url": text, "person": text, "expires": time], required: ["url", "person", "expires"]),
    "TokenRequest": object(
      [
        "name": ["type": "string", "minLength": 1, "maxLength": 64], "mayChange": flag,
        "days": ["type": "integer", "minimum": 1, "maximum": 366],
      ], required: ["name", "mayChange", "days"]),
    "Token": object(
      ["name": text, "mayChange": flag, "expires": time, "token": text], required: ["name", "mayChange"]),
    "Revoked": object(["revoked": text], required: ["revoked"]),
    "Session": object(
      ["id": text, "person": text, "created": time, "lastSeen": time, "expires": time, "isOwn": flag],
      required: ["id", "person", "created", "lastSeen", "expires", "isOwn"]),
    "Permissions": object(
      [
        "permissions": [
          "type": "array",
          "items": object(["permission": text, "may": text, "roles": texts], required: ["permission", "may", "roles"]),
        ],
        "roles": [
          "type": "array",
          "items": object(["role": text, "title": text, "people": list("NamedPerson")], required: ["role", "title", "people"]),
        ],
        "communities": [
          "type": "array",
          "items": object(
            ["community": text, "name": text, "representatives": list("NamedPerson"), "hubs": texts],
            required: ["community", "name", "representatives", "hubs"]),
        ],
      ], required: ["permissions", "roles", "communities"]),
    "NamedPerson": object(["person": text, "name": text], required: ["person", "name"]),
  ]
}
