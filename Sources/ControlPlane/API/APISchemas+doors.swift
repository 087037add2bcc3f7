import Access
import Basics
import Operations
import Store

/// What is answered of doors, and what hubs ask at them.
extension APISchemas {
  static let doors: [String: JSONValue] = [
    "Door": object(
      [
        "door": reference("DoorListing"), "grants": list("Grant"), "closed": text, "knock": reference("Knock"),
        "narrowerBefore": level,
      ], required: ["door", "grants"]),
    "DoorListing": object(
      [
        "hub": text, "community": text, "cluster": text, "login": text, "audience": level, "isCertain": flag,
        "whoEnters": text, "people": number, "admins": number, "reason": text, "place": reference("Place"), "doubts": texts,
      ],
      required: [
        "hub", "community", "cluster", "login", "audience", "isCertain", "whoEnters", "people", "admins", "doubts",
      ]),
    "DoorDetail": object(
      [
        "standing": reference("Door"), "shutOut": list("ShutOut"), "unadmitted": list("Unadmitted"), "holds": list("Hold"),
      ], required: ["standing", "shutOut", "holds"]),
    "Knock": object(
      ["refused": flag, "sentence": text, "at": time, "since": time], required: ["refused", "sentence", "at", "since"]),
    "ShutOut": object(
      ["name": text, "because": text, "by": text, "at": time], required: ["name", "because", "by", "at"]),
    "Unadmitted": object(
      ["name": text, "isCertain": flag, "because": text], required: ["name", "isCertain", "because"]),
    "Hold": object(
      ["begins": time, "ends": time, "because": text, "by": text], required: ["begins", "ends", "because", "by"]),
    "Decision": object(
      [
        "name": text, "answer": answer, "rule": rule, "because": text, "grant": number, "first": time, "last": time,
        "times": number,
      ], required: ["name", "answer", "rule", "because", "first", "last", "times"]),
    "Grant": object(
      [
        "id": number, "hub": text, "person": text, "workshop": reference("Workshop"), "state": names(of: Grant.State.self),
        "from": time, "until": time, "because": text, "by": text, "made": time, "endedBy": text, "endedBecause": text,
      ], required: ["id", "hub", "state", "from", "until", "because", "by", "made"]),
    "Workshop": object(
      [
        "name": text, "seats": number, "seatsTaken": number, "needsApproval": flag, "serversAtOnce": number,
        "keepHomesDays": number,
      ], required: ["name", "seats", "seatsTaken", "needsApproval"]),
    "GrantDetail": object(
      ["grant": reference("Grant"), "participants": list("Participant"), "readiness": reference("Readiness")],
      required: ["grant", "participants"]),
    "Participant": object(
      [
        "name": text, "state": names(of: Participant.State.self), "joined": time, "decidedBy": text, "serverSeconds": amount,
      ], required: ["name", "state", "joined", "serverSeconds"]),
    "Readiness": object(
      [
        "items": [
          "type": "array",
          "items": object(
            ["state": names(of: WorkshopReadiness.State.self), "sentence": text, "next": text],
            required: ["state", "sentence"]),
        ]
      ], required: ["items"]),
    "NewWorkshop": object(
      ["grant": reference("Grant"), "joinLink": text, "readiness": reference("Readiness")], required: ["grant", "joinLink"]),
    "GrantRequest": object(
      ["person": text, "from": moment, "until": moment, "because": text], required: ["person", "until", "because"]),
    "WorkshopRequest": object(
      [
        "name": text, "from": moment, "until": moment, "seats": ["type": "integer", "minimum": 1, "maximum": 100_000],
        "because": text, "needsApproval": flag, "serversAtOnce": ["type": "integer", "minimum": 1],
        "keepHomesDays": ["type": "integer", "minimum": 0, "maximum": 3650],
      ], required: ["name", "until", "seats", "because"]),
    "ExtendRequest": object(["until": moment, "because": text], required: ["until"]),
    "BecauseRequest": object(["because": text], required: ["because"]),
    "ParticipantRequest": object(["state": names(of: Participant.State.self)], required: ["state"]),
    "SendOutRequest": object(
      ["people": texts, "because": text, "extent": names(of: Departure.Extent.self)], required: ["people", "because"]),
  ]

  static let access: [String: JSONValue] = [
    "DoorQuestion": object(
      [
        "hub": text, "event": names(of: DoorQuestion.Event.self), "name": text, "rules": names(of: DoorQuestion.Rules.self),
        "admin": flag, "groups": texts, "email": text, "email_verified": flag, "code": text, "from": text, "profile": text,
      ], required: ["hub", "event", "name", "rules"]),
    "DoorDecision": object(
      [
        "answer": answer, "because": text, "rule": rule, "until": time, "grace": amount, "again": amount, "admin": flag,
        "groups": texts, "roles": ["type": "array", "items": object(["name": text], required: ["name"])], "profiles": texts,
        "notice": text,
      ], required: ["answer", "because", "rule", "grace", "again", "admin", "groups", "roles"]),
    "DoorWatch": object(
      ["hub": text, "cursor": text, "running": texts, "people": texts], required: ["hub", "running"]),
    "DoorOrders": object(
      [
        "cursor": text, "every": amount, "closed": text,
        "leave": [
          "type": "array",
          "items": object(
            ["name": text, "because": text, "extent": names(of: Departure.Extent.self)],
            required: ["name", "because", "extent"]),
        ],
        "notices": ["type": "array", "items": object(["name": text, "text": text], required: ["name", "text"])],
      ], required: ["cursor", "every", "leave", "notices"]),
  ]

  private static let level = names(of: AudienceLevel.self)
  private static let rule = names(of: DoorDecision.Rule.self)
  private static let answer: JSONValue = ["type": "string", "enum": ["yes", "no"]]
  private static let moment: JSONValue = ["type": "string", "description": "A moment in ISO 8601, with its offset"]

  private static func names<Word: CaseIterable & RawRepresentable>(of words: Word.Type) -> JSONValue
  where Word.RawValue == String {
    ["type": "string", "enum": .array(words.allCases.map { .string($0.rawValue) })]
  }
}
