import Basics

/// What is answered of growth.
extension APISchemas {
  static let growthPlan: [String: JSONValue] = [
    "Growth": object(
      [
        "organisation": text, "at": time, "isRecorded": flag, "phase": reference("Phase"), "next": reference("NextPhase"),
        "slots": reference("Slots"), "limits": list("Limit"), "runway": reference("GrowthRunwaySummary"),
        "pipeline": reference("GrowthPipelineSummary"), "reviewsDue": list("FeatureReview"), "missing": texts,
      ],
      required: ["organisation", "at", "isRecorded", "limits", "pipeline", "reviewsDue", "missing"]),
    "GrowthRunwaySummary": object(
      ["months": amount, "median": amount, "recovery": amount, "advice": text],
      required: ["months", "median", "recovery", "advice"]),
    "GrowthPipelineSummary": object(
      ["leads": number, "expectedHubs": amount, "overbooking": amount, "outsideCatalogue": number],
      required: ["leads", "expectedHubs", "outsideCatalogue"]),
    "Phase": object(
      [
        "name": text, "description": text, "number": number, "count": number, "opened": time, "openedBy": text,
        "slots": list("PhaseUsed"), "newCommunities": reference("PhaseUsed"),
      ],
      required: ["name", "number", "count", "slots", "newCommunities"]),
    "PhaseUsed": object(
      ["of": text, "slots": number, "used": number, "reserved": number, "left": number, "names": texts],
      required: ["of", "used", "reserved", "names"]),
    "NextPhase": object(
      [
        "name": text, "description": text, "slots": counts, "holdDays": amount, "allHoldSince": time, "opensAt": time,
        "areas": list("GateArea"),
      ],
      required: ["name", "slots", "holdDays", "areas"]),
    "GateArea": object(
      ["area": text, "title": text, "items": list("GateItem")],
      required: ["area", "title", "items"]),
    "GateItem": object(
      [
        "key": text, "isQuestion": flag, "text": text, "holds": flag, "isKnown": flag, "value": text, "number": amount,
        "since": time, "notMeasured": text, "change": text, "answer": reference("GateItemAnswered"), "evidence": list("Evidence"),
      ],
      required: ["key", "isQuestion", "text", "holds", "isKnown", "evidence"]),
    "GateItemAnswered": object(
      ["isYes": flag, "evidence": text, "on": text, "by": text],
      required: ["isYes", "evidence", "on", "by"]),
    "Evidence": object(
      ["text": text, "path": text, "isGood": flag],
      required: ["text"]),
    "Pipeline": object(
      ["leads": list("PipelineLeadAnswer"), "horizons": list("PipelineHorizon")],
      required: ["leads", "horizons"]),
    "PipelineLeadAnswer": object(
      [
        "id": text, "name": text, "community": text, "stage": text, "kind": kind, "type": text, "hubs": number, "starts": text,
        "probability": amount, "fee": money, "wishes": list("PipelineWish"), "effect": text, "fitsFrom": text,
        "obstacle": text,
      ],
      required: ["id", "name", "stage", "kind", "type", "hubs", "starts", "probability", "wishes", "effect"]),
    "PipelineWish": object(
      ["wish": text, "isOffered": flag, "instead": text],
      required: ["wish", "isOffered"]),
    "PipelineHorizon": object(
      ["name": text, "day": text, "kinds": list("PipelineKind")],
      required: ["name", "day", "kinds"]),
    "PipelineKind": object(
      ["kind": kind, "expectedHubs": amount, "slots": number, "overbooking": amount],
      required: ["kind", "expectedHubs"]),
    "FeatureReview": object(
      [
        "feature": text, "name": text, "stage": text, "due": text, "isOverdue": flag, "hubs": texts, "communities": number,
        "people": number, "maintainers": texts, "specialist": text, "hoursAQuarter": amount, "hoursWithoutIt": amount,
        "quartersOnRecord": amount, "suggestion": text, "grounds": texts, "last": reference("FeatureReviewReviewed"),
      ],
      required: [
        "feature", "name", "stage", "isOverdue", "hubs", "communities", "maintainers", "hoursAQuarter", "hoursWithoutIt",
        "quartersOnRecord", "suggestion", "grounds",
      ]),
    "FeatureReviewReviewed": object(
      ["outcome": text, "because": text, "on": text, "by": text, "next": text],
      required: ["outcome", "because", "on", "by"]),
  ]

  static let growthFigures: [String: JSONValue] = [
    "Capacity": object(
      [
        "slots": reference("Slots"), "people": list("CapacityPersonCapacity"), "weeks": list("CapacityWorkWeek"),
        "ahead": list("CapacityWeekAhead"), "costlyTenth": reference("CapacityCostlyTenth"), "limits": list("Limit"),
      ],
      required: ["people", "weeks", "ahead", "costlyTenth", "limits"]),
    "CapacityPersonCapacity": object(
      [
        "person": text, "name": text, "roles": texts, "hours": amount, "leaveDays": number, "dutyHours": amount,
        "operationsHours": amount,
        "skills": texts, "note": text,
      ],
      required: ["name", "roles", "hours", "leaveDays", "dutyHours", "operationsHours", "skills"]),
    "CapacityWorkWeek": object(
      ["week": text, "communities": list("CapacityCommunityWork")],
      required: ["week", "communities"]),
    "CapacityCommunityWork": object(
      ["community": text, "changes": number, "incidents": number, "hours": amount],
      required: ["changes", "incidents", "hours"]),
    "CapacityWeekAhead": object(
      ["week": text, "hours": amount, "needed": amount, "note": text],
      required: ["week", "hours", "needed"]),
    "CapacityCostlyTenth": object(
      ["hubs": list("CapacityCostlyHub"), "share": amount],
      required: ["hubs", "share"]),
    "CapacityCostlyHub": object(
      ["hub": text, "community": text, "kind": kind, "hoursAQuarter": amount],
      required: ["hub", "community", "kind", "hoursAQuarter"]),
    "Runway": object(
      [
        "currency": text, "months": amount, "median": amount, "best": amount, "chanceOfTwoYears": amount, "chances": amounts,
        "recovery": amount, "recoveryInAYear": amount, "bands": list("RunwayBand"), "plan": list("RunwayMonth"),
        "oneMore": list("RunwayOneMore"), "notes": texts, "withoutAgreement": texts,
      ],
      required: [
        "currency", "months", "median", "best", "chanceOfTwoYears", "chances", "recovery", "recoveryInAYear", "bands", "plan",
        "oneMore", "notes", "withoutAgreement",
      ]),
    "RunwayBand": object(
      ["months": amount, "advice": text, "isCurrent": flag],
      required: ["months", "advice", "isCurrent"]),
    "RunwayMonth": object(
      ["month": text, "opening": money, "income": money, "cost": money, "closing": money, "lines": list("RunwayLine")],
      required: ["month", "opening", "income", "cost", "closing", "lines"]),
    "RunwayLine": object(
      ["name": text, "amount": money, "note": text],
      required: ["name", "amount"]),
    "RunwayOneMore": object(
      [
        "kind": kind, "fee": money, "onboardingHours": amount, "hoursAMonth": amount, "onboardingCost": money, "costAMonth": money,
        "paysBackAfter": amount, "runwayMonths": amount,
      ],
      required: ["kind", "fee", "onboardingHours", "hoursAMonth", "onboardingCost", "costAMonth", "runwayMonths"]),
    "Slots": object(
      [
        "confidence": amount, "promisedDays": amount, "promisedConfidence": amount, "horizons": list("SlotsHorizon"),
        "load": reference("SlotsLoad"), "skills": list("SlotsSkill"), "risk": reference("SlotsRisk"),
      ],
      required: ["confidence", "promisedDays", "promisedConfidence", "horizons", "load", "skills"]),
    "SlotsHorizon": object(
      ["name": text, "day": text, "kinds": list("SlotsKind")],
      required: ["name", "day", "kinds"]),
    "SlotsKind": object(
      [
        "kind": kind, "slots": number, "capacity": number, "leftInPhase": number, "median": number, "low": number, "high": number,
        "chances": amounts, "limitedBy": text,
      ],
      required: ["kind", "slots", "capacity", "median", "low", "high", "chances", "limitedBy"]),
    "SlotsLoad": object(
      [
        "people": number, "possible": amount, "highestUtilisation": amount, "hubs": amount, "platform": amount, "rework": amount,
        "reserved": amount, "free": amount, "turnaroundDays": amount, "hoursOfAnItem": amount, "failureShare": amount,
        "rollouts": number, "failedRollouts": number, "room": number,
      ],
      required: [
        "people", "possible", "highestUtilisation", "hubs", "platform", "rework", "reserved", "free", "hoursOfAnItem",
        "failureShare", "rollouts", "failedRollouts",
      ]),
    "SlotsSkill": object(
      [
        "skill": text, "maintainers": texts, "specialist": text, "hubs": texts, "shareOfWork": amount, "slots": counts,
        "train": text, "opens": counts,
      ],
      required: ["skill", "maintainers", "hubs", "shareOfWork", "slots", "opens"]),
    "SlotsRisk": object(
      ["shareOfHubs": amount, "shareOfWork": amount, "people": list("SlotsDependence"), "orphaned": texts],
      required: ["shareOfHubs", "shareOfWork", "people", "orphaned"]),
    "SlotsDependence": object(["person": text, "hubs": texts], required: ["person", "hubs"]),
    "Limit": object(
      ["limit": text, "change": text, "adds": counts, "freesItems": amount, "notMeasured": text, "path": text],
      required: ["limit", "change"]),
    "WhatIf": object(
      ["cases": list("WhatIfCase"), "trials": number, "notes": texts],
      required: ["cases", "trials", "notes"]),
    "WhatIfCase": object(
      [
        "scenario": text, "title": text, "promisedDays": amount, "horizons": list("SlotsHorizon"), "turnaroundDays": amount,
        "doneWithin": amounts, "opensAt": words, "runway": amount, "runwayMedian": amount,
      ],
      required: ["scenario", "title", "promisedDays", "horizons", "doneWithin", "opensAt"]),
  ]

  static let growthRequests: [String: JSONValue] = [
    "GateAnswerRequest": object(
      ["phase": text, "area": text, "question": text, "yes": flag, "evidence": text, "on": text],
      required: ["phase", "area", "question", "yes", "evidence"]),
    "HoursRequest": object(
      ["person": text, "day": text, "hours": amount, "workClass": text, "hub": text, "note": text],
      required: ["person", "hours", "workClass"]),
    "FeatureReviewRequest": object(
      ["outcome": text, "because": text, "next": text],
      required: ["outcome", "because"]),
    "PhaseOpeningRequest": object(
      ["phase": text, "because": text],
      required: ["phase", "because"]),
    "Hours": object(
      ["id": number, "person": text, "day": text, "hours": amount, "workClass": text, "hub": text, "note": text, "by": text],
      required: ["id", "person", "day", "hours", "workClass", "note", "by"]),
  ]

  private static let amounts: JSONValue = ["type": "array", "items": ["type": "number"]]
  private static let counts: JSONValue = ["type": "object", "additionalProperties": ["type": "integer"]]
  private static let words: JSONValue = ["type": "object", "additionalProperties": ["type": "string"]]
  private static let money: JSONValue = ["type": "number", "description": "In units of the currency, to the hundredth"]
}
