import Basics
import Fleet
import Growth
import Operations
import Testing

/// Hubs with features in all states, on two clusters: `shore/reef`, whose staging hub is `shore/staging`, and `deep/kelp`.
enum FeaturesExample {
  static let now = Timestamp(seconds: 1_795_000_000)
  static let today = CalendarDay(now)

  static func fleet(_ change: (inout Fleet) -> Void = { _ in }) -> Fleet {
    let reef = Hub(id: "shore/reef", community: "reef", cluster: "shore", kind: .research)
    let staging = Hub(id: "shore/staging", community: "reef", cluster: "shore", kind: .basic)
    let kelp = Hub(id: "deep/kelp", community: "kelp", cluster: "deep", kind: .basic)
    var fleet = Fleet(
      organisation: Organisation(name: "Alpha"),
      communities: ["reef": Community(id: "reef", name: "Reef"), "kelp": Community(id: "kelp", name: "Kelp")],
      clusters: ["shore": Cluster(id: "shore"), "deep": Cluster(id: "deep")],
      hubs: ["shore/reef": reef, "shore/staging": staging, "deep/kelp": kelp],
      features: [
        "dask": Feature(id: "dask", stage: .general, owners: ["ada"], reviewBy: "2027-06-30"),
        "gpu": Feature(id: "gpu", stage: .beta, owners: ["ada", "bo"], reviewBy: "2026-01-31", specialist: "one is enough"),
        "old": Feature(id: "old", stage: .retired, reviewBy: "2020-01-31"),
        "sidecar": Feature(id: "sidecar", stage: .general, isBuiltIn: true),
        "wide": Feature(
          id: "wide", stage: .general,
          verdict: FeatureVerdict(build: .hard, maintain: .notSustainable, learn: ["ada"], at: "2026-02-01", by: "bo")),
      ])
    fleet.hubs["shore/reef"]?.staging = "shore/staging"
    fleet.hubs["shore/reef"]?.features = ["dask", "gpu", "wide"]
    fleet.hubs["shore/staging"]?.features = ["dask"]
    fleet.hubs["deep/kelp"]?.features = ["wide"]
    change(&fleet)
    return fleet
  }

  /// Who changed the files of hubs: `reef` Ada, its staging hub Bo, `kelp` nobody.
  static let authors = ChangeAuthors.known(
    ChangeAuthors.Record(
      since: today.advanced(by: -ChangeAuthors.days),
      people: [
        "hubs/shore/reef.yaml": ["ada@a.example": "Ada"], "hubs/shore/staging.yaml": ["bo@a.example": "Bo"],
        "hubs/deep/kelp.yaml": [:], "features/gpu.yaml": [:], "features/dask.yaml": [:], "features/wide.yaml": [:],
      ]))

  static func answer(_ authors: ChangeAuthors = authors, _ change: (inout Fleet) -> Void = { _ in }) -> FeaturesAnswer {
    FeaturesAnswer(fleet(change), authors: authors, now: now)
  }
}

extension FeaturesAnswer {
  subscript(feature: String) -> FeatureAnswer? { features.first { $0.feature == feature } }
}
