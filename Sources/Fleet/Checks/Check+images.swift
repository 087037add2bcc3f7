import Basics

extension Check {
  /// What a server is made of does not change by itself.
  static let images = Check(
    "every image names the version that is meant",
    [
      FindingExplanation(
        "A932", .warning, "an image that changes by itself",
        explanation: """
          The image has the tag `latest`, or none, which means the same: what people get is whatever was pushed last. Nodes \
          that have an older copy keep it, so that two people on one hub may have different software, and nobody can go back \
          to what worked yesterday.

          Name a tag that is never pushed again, such as a date or a commit, or a digest (`name@sha256:…`). What a chart \
          brings by itself is not told.
          """,
        wrong: "singleuser:\n  image: {name: quay.io/reef/notebook, tag: latest}",
        right: "singleuser:\n  image: {name: quay.io/reef/notebook, tag: \"2026.09.01\"}")
    ]
  ) { checked in
    var images = LooseImages()
    for hub in checked.hubs { if let values = checked.values[hub.id] { images.look(at: values) } }
    for layer in checked.ownLayers { images.lookForContainers(in: layer.values) }
    return images.findings
  }
}

/// An image as containers name it: `registry/name:tag@digest`.
enum ImageReference {
  /// Whether it names a version. What is filled in elsewhere (`{value}`) is taken to do so.
  static func isPinned(_ reference: String) -> Bool {
    if reference.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "@") }) {
      return true
    }
    guard let colon = reference.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
    let tag = reference[reference.utf8.index(after: colon)...]
    // A colon before a slash is that of a port.
    return !tag.utf8.contains(UInt8(ascii: "/")) && !tag.isEmpty && tag != "latest"
  }
}

/// The images of hubs that name no version, each place once, however many hubs share it.
private struct LooseImages {
  private(set) var findings: [Finding] = []
  private var seen: Set<ObjectIdentifier> = []
  private var told: Set<SourcePlace> = []

  /// Where Zero to JupyterHub's chart has an image as a map of name and tag.
  private static let maps: [[String]] = [
    ["hub", "image"], ["singleuser", "image"], ["singleuser", "networkTools", "image"], ["proxy", "chp", "image"],
    ["proxy", "traefik", "image"], ["proxy", "secretSync", "image"], ["prePuller", "hook", "image"],
    ["prePuller", "pause", "image"], ["scheduling", "userScheduler", "image"], ["scheduling", "userPlaceholder", "image"],
  ]
  /// Where it has lists of containers.
  private static let containers: [[String]] = [
    ["hub", "initContainers"], ["hub", "extraContainers"], ["singleuser", "initContainers"], ["singleuser", "extraContainers"],
  ]

  mutating func look(at values: EffectiveValues) {
    guard let chart = values.jupyterhub else { return }
    let knowsDefaults = !values.unknown.contains { if case .chart(let name) = $0 { name == "jupyterhub" } else { false } }
    for path in Self.maps { lookAtMap(chart[path: path], knowsDefaults: knowsDefaults) }
    for (_, image) in chart["prePuller"]?["extraImages"]?.members ?? [:] { lookAtMap(image, knowsDefaults: true) }
    for path in Self.containers { lookAtContainers(chart[path: path]) }
    for profile in chart["singleuser"]?["profileList"]?.elements ?? [] where seen.insert(ObjectIdentifier(profile)).inserted {
      lookAtOverride(profile["kubespawner_override"])
      for (_, option) in profile["profile_options"]?.members ?? [:] {
        for (_, choice) in option["choices"]?.members ?? [:] { lookAtOverride(choice["kubespawner_override"]) }
      }
    }
  }

  /// - Parameter knowsDefaults: whether a tag that is not there is known to be nowhere.
  private mutating func lookAtMap(_ image: SourcedValue?, knowsDefaults: Bool) {
    guard let image, image.isMap, let name = image["name"], let text = name.string, !text.isEmpty else { return }
    if let tag = image.said("tag"), tag.string != "" {
      if tag.string == "latest" { tell(text + ":latest", at: tag.isOwn ? tag : name) }
    } else if !ImageReference.isPinned(text), knowsDefaults {
      tell(text, at: name)
    }
  }

  private mutating func lookAtContainers(_ list: SourcedValue?) {
    for container in list?.elements ?? [] where seen.insert(ObjectIdentifier(container)).inserted {
      lookAtReference(container["image"])
    }
  }

  /// Containers in values of other charts, which have the same names there.
  mutating func lookForContainers(in value: SourcedValue) {
    for (key, member) in value.members ?? [:] {
      if key == "initContainers" || key == "extraContainers" {
        lookAtContainers(member)
      } else {
        lookForContainers(in: member)
      }
    }
  }

  private mutating func lookAtOverride(_ override: SourcedValue?) {
    lookAtReference(override?["image"])
    lookAtContainers(override?["init_containers"])
    lookAtContainers(override?["extra_containers"])
  }

  private mutating func lookAtReference(_ image: SourcedValue?) {
    guard let image, let text = image.string, !text.isEmpty, !ImageReference.isPinned(text) else { return }
    tell(text, at: image)
  }

  private mutating func tell(_ image: String, at value: SourcedValue) {
    guard value.isOwn, let place = value.place, told.insert(place).inserted else { return }
    let what = image.hasSuffix(":latest") ? "has the tag 'latest'" : "names no tag, which means 'latest'"
    findings.append(
      Finding(
        "A932", .warning, at: place, "the image '\(image.shown)' \(what): what people get changes by itself",
        next: "name a tag that is never pushed again, or a digest"))
  }
}
