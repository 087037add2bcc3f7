import Basics
import Fleet

/// What is answered of features and of what none explains.
extension APISchemas {
  static let features: [String: JSONValue] = [
    "Features": object(
      [
        "organisation": text, "hubs": number, "productionHubs": number, "clusters": countsByName, "features": list("Feature"),
        "authorsSince": text, "authorsUnknown": text,
      ],
      required: ["organisation", "hubs", "productionHubs", "clusters", "features"]),
    "Feature": object(
      [
        "feature": text, "name": text, "description": text,
        "stage": ["type": "string", "enum": .array(Feature.Stage.allCases.map { .string($0.rawValue) })], "isBuiltIn": flag,
        "owners": texts, "since": text, "reviewBy": text, "isOverdue": flag, "documentation": text, "specialist": text,
        "verdict": reference("FeatureVerdict"), "explains": texts, "shownBy": texts, "hubs": texts, "productionHubs": number,
        "clusters": countsByName, "busFactor": number, "authors": texts, "isFragile": flag, "ratio": amount, "ratioPer": text,
        "evidence": evidence,
      ],
      required: [
        "feature", "name", "stage", "isBuiltIn", "owners", "isOverdue", "explains", "shownBy", "hubs", "productionHubs",
        "clusters", "isFragile", "evidence",
      ]),
    "FeatureVerdict": object(
      [
        "build": ["type": "string", "enum": .array(FeatureVerdict.Build.allCases.map { .string($0.rawValue) })],
        "maintain": ["type": "string", "enum": .array(FeatureVerdict.Maintain.allCases.map { .string($0.rawValue) })],
        "learn": texts, "at": text, "by": text,
      ],
      required: ["learn"]),
    "Exceptions": object(
      ["hubs": number, "values": number, "hubsWithExceptions": number, "count": number, "exceptions": list("Exception")],
      required: ["hubs", "values", "hubsWithExceptions", "count", "exceptions"]),
    "Exception": object(
      [
        "hub": text, "isStaging": flag, "path": text, "place": reference("Place"), "value": text, "isCode": flag,
        "lines": number, "alsoOn": number, "clusters": number, "wouldBeExplainedBy": text, "ratio": amount, "because": text,
        "adds": amount,
      ],
      required: ["hub", "isStaging", "path", "place", "value", "isCode", "lines", "alsoOn", "clusters"]),
  ]

  static let evidence: JSONValue = ["type": "string", "enum": ["measured", "no-effect-found", "assumed"]]
  private static let countsByName: JSONValue = ["type": "object", "additionalProperties": ["type": "integer"]]
}
