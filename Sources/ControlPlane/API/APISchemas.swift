import Basics

/// The schemas of what the API takes and answers (JSON Schema 2020-12, as OpenAPI 3.1 uses it).
enum APISchemas {
  static let all: [String: JSONValue] = [
    fleet, features, delivery, effort, growthPlan, growthFigures, growthRequests, doors, access, people,
  ].reduce(into: [:]) { all, part in all.merge(part) { $1 } }

  private static let fleet: [String: JSONValue] = [
    "FleetStatus": object(
      [
        "summary": text, "organisation": text, "url": text, "folder": text, "hubs": list("HubStatus"),
        "rollout": reference("RolloutState"), "isolation": text,
      ],
      required: ["summary", "url", "hubs", "isolation"]),
    "HubStatus": object(
      [
        "hub": text, "name": text, "community": text, "cluster": text,
        "kind": kind, "awake": flag, "override": text,
        "staging": text, "isStaging": flag, "url": text,
        "state": ["type": "string", "enum": ["well", "changing", "trouble", "asleep", "not-watched"]], "word": text,
        "declared": text, "running": text, "servers": number, "userTest": reference("TestSummary"),
        "strangerTest": reference("TestSummary"),
      ],
      required: ["hub", "name", "community", "cluster", "kind", "awake", "isStaging", "state", "word"]),
    "TestSummary": object(
      ["passed": flag, "sentence": text, "at": time, "seconds": amount],
      required: ["passed", "sentence", "at", "seconds"]),
    "DeployRequest": object(
      [
        "folder": reference("FolderBundle"), "why": text, "remove": texts, "purge": flag, "by": text,
        "authors": reference("FolderAuthors"),
      ],
      required: ["folder"]),
    "FolderAuthors": object(
      [
        "since": text, "unknown": text,
        "people": [
          "type": "object", "description": "People by file: a number that tells them apart, to the name",
          "additionalProperties": ["type": "object", "additionalProperties": ["type": "string"]],
        ],
      ],
      required: ["people"]),
    "FolderBundle": object(
      [
        "format": ["const": "atoll-fleet-1"],
        "files": [
          "type": "object", "description": "The folder's files by path, base64",
          "additionalProperties": ["type": "string", "contentEncoding": "base64"],
        ],
      ],
      required: ["format", "files"]),
    "DeployAnswer": object(
      ["plan": reference("Plan"), "findings": list("Finding"), "rollout": number, "needsRemove": texts],
      required: ["plan", "findings", "needsRemove"]),
    "Finding": object(
      [
        "code": text, "severity": ["type": "string", "enum": ["note", "warning", "error"]],
        "place": reference("Place"), "what": text, "next": text,
        "related": [
          "type": "array", "items": object(["place": reference("Place"), "note": text], required: ["place", "note"]),
        ],
      ],
      required: ["code", "severity", "what", "related"]),
    "Place": object(
      ["file": text, "line": number, "column": number, "length": number],
      required: ["file", "line", "column", "length"]),
    "Plan": object(
      ["changes": list("HubChange"), "unchanged": texts, "asleep": texts], required: ["changes", "unchanged", "asleep"]),
    "HubChange": object(
      [
        "hub": text, "kind": ["type": "string", "enum": ["added", "changed", "removed", "asleep", "restarted"]],
        "before": text, "after": text,
        "values": [
          "type": "array",
          "items": object(
            ["path": text, "before": [:], "after": [:], "place": reference("Place")], required: ["path"]),
        ],
      ],
      required: ["hub", "kind", "values"]),
    "Problem": object(
      ["type": text, "title": text, "status": number, "detail": text, "next": text, "findings": list("Finding")],
      required: ["type", "title", "status"]),
  ]

  private static let delivery: [String: JSONValue] = [
    "Rollout": object(
      [
        "id": number, "by": text, "why": text, "state": rolloutState, "started": time, "ended": time, "hubs": number,
        "failure": text,
      ],
      required: ["id", "by", "why", "state", "started", "hubs"]),
    "RolloutState": [
      "type": "object", "description": "Request and lanes, as stored", "required": ["id", "request", "lanes"],
      "properties": [
        "id": number, "request": ["type": "object"], "lanes": ["type": "array", "items": ["type": "object"]],
      ],
    ],
    "RolloutDetail": object(
      ["rollout": reference("RolloutState"), "state": rolloutState, "steps": list("Step"), "ended": time],
      required: ["rollout", "state", "steps"]),
    "Step": object(
      [
        "hub": text,
        "step": [
          "type": "string",
          "enum": [
            "prepare", "apply", "user-test", "stranger-test", "stop", "remove", "take-back", "test-former",
            "test-former-as-stranger",
          ],
        ],
        "outcome": ["type": "string", "enum": ["began", "passed", "failed", "interrupted"]], "began": time,
        "ended": time, "sentence": text, "log": texts, "progress": text,
      ],
      required: ["hub", "step", "outcome", "began", "log"]),
    "TestResult": object(
      [
        "kind": ["type": "string", "enum": ["user", "stranger"]], "passed": flag, "sentence": text,
        "login": ["type": "string", "enum": ["form", "service-token"]],
        "steps": [
          "type": "array",
          "items": object(
            ["name": text, "passed": flag, "seconds": amount, "detail": text], required: ["name", "passed", "seconds"]),
        ],
        "seconds": amount, "isOpenDoor": flag,
      ],
      required: ["kind", "passed", "sentence", "steps", "seconds"]),
    "Event": object(
      ["id": number, "at": time, "actor": text, "kind": text, "subject": text, "sentence": text],
      required: ["id", "at", "actor", "kind", "subject", "sentence"]),
    "Line": text,
  ]

  private static let effort: [String: JSONValue] = [
    "Effort": object(
      [
        "hub": text, "community": text, "kind": kind,
        "usual": amount, "drivers": list("EffortDriver"), "declared": reference("EffortRate"),
        "history": object(
          ["quarters": amount, "changes": number, "incidents": number, "hours": amount, "itemsWithHours": number],
          required: ["quarters", "changes", "incidents", "hours", "itemsWithHours"]),
        "expected": reference("EffortRate"), "weightOfHistory": amount, "hoursOfAnItem": amount, "hoursAQuarter": amount,
        "onboarding": amount,
      ],
      required: [
        "hub", "community", "kind", "usual", "drivers", "declared", "expected", "weightOfHistory", "hoursOfAnItem",
        "hoursAQuarter", "onboarding",
      ]),
    "EffortRate": object(["mean": amount, "low": amount, "high": amount], required: ["mean", "low", "high"]),
    "EffortDriver": object(
      ["driver": text, "ratio": amount, "adds": amount, "facts": list("EffortFact")],
      required: ["driver", "ratio", "adds", "facts"]),
    "EffortFact": object(
      [
        "fact": text, "origin": ["type": "string", "enum": ["read", "declared", "unknown"]], "key": text, "ratio": amount,
        "adds": amount, "evidence": evidence,
      ],
      required: ["fact", "origin", "key", "ratio", "adds", "evidence"]),
  ]

  static let kind: JSONValue = ["type": "string", "enum": ["basic", "research", "experimental"]]
  static let text: JSONValue = ["type": "string"]
  static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
  static let flag: JSONValue = ["type": "boolean"]
  static let number: JSONValue = ["type": "integer"]
  static let amount: JSONValue = ["type": "number"]
  static let time: JSONValue = ["type": "number", "description": "Seconds since 1970"]
  private static let rolloutState: JSONValue = ["type": "string", "enum": ["running", "succeeded", "failed"]]

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }
  static func list(_ name: String) -> JSONValue { ["type": "array", "items": reference(name)] }

  static func object(_ members: [String: JSONValue], required: [String]) -> JSONValue {
    ["type": "object", "properties": .object(members), "required": .array(required.map { .string($0) })]
  }
}
