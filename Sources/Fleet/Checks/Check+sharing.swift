import Basics

extension Check {
  /// What belongs to one community is not another's too.
  static let sharing = Check(
    "no two communities share a secret or a bucket",
    [
      FindingExplanation(
        "A936", .warning, "a secret that two communities share",
        explanation: """
          Hubs of different communities hold the same secret: the same value in plain text, the same name of a secret, or the \
          same encrypted file. Whoever can read it on one hub can use it on the other, and when one community leaves, the \
          secret of the other must change too. Names of Kubernetes secrets are not told: each hub has its own by that name.

          Give each community a secret of its own. Where the two are one community, say so: communities that nobody declared \
          are inferred from names.
          """,
        wrong: "# hubs/reef.yaml and hubs/kelp.yaml\naccess: {client: {id: reef, secret: {secret: reef-github}}}",
        right: "# hubs/kelp.yaml\naccess: {client: {id: kelp, secret: {secret: kelp-github}}}"),
      FindingExplanation(
        "A937", .warning, "a bucket that two communities share",
        explanation: """
          Variables of hubs of different communities name the same place in a bucket to be written to (their keys speak of a \
          bucket, scratch, persistent or storage). A user's folder has the user's name, and two communities may have a user of \
          the same name; and nobody can tell what the files of one community cost.

          Give each community a bucket, or a folder with its hub's name before the user's. A data set that many read is no \
          matter of this. Where communities have folders of their own in one bucket it is a note: what each costs is still \
          hard to tell, and rights are given for buckets.
          """,
        wrong: "# on hubs of two communities\nSCRATCH_BUCKET: gs://scratch/$(JUPYTERHUB_USER)",
        right: "SCRATCH_BUCKET: gs://scratch/reef/$(JUPYTERHUB_USER)"),
    ]
  ) { checked in
    var sharing = Sharing(stagingHubs: checked.stagingHubs)
    for layer in checked.ownLayers { sharing.read(layer, in: checked) }
    for hub in checked.hubs { sharing.readNames(hub, in: checked) }
    return sharing.findings()
  }
}

/// What hubs hold that should be one community's.
private struct Sharing {
  /// How many places are shown beside the first.
  private static let shownPlaces = 5

  private struct Use: Hashable {
    let place: SourcePlace
    let community: CommunityID
    let isInferred: Bool
    let hub: HubID
  }

  private let stagingHubs: Set<HubID>
  private var secrets: [String: Set<Use>] = [:]
  private var named: [String: Set<Use>] = [:]
  private var sealed: [String: Set<Use>] = [:]
  /// `folder` nil: filled in for each hub.
  private var buckets: [String: [(folder: [String]?, use: Use)]] = [:]

  init(stagingHubs: Set<HubID>) { self.stagingHubs = stagingHubs }

  /// Nil for a staging hub whose community nobody declared: it is that of the hubs whose changes it tries out.
  private func use(_ hub: Hub, _ place: SourcePlace) -> Use? {
    let isInferred = hub.adoption?.inferred.contains(.community) == true
    if isInferred, stagingHubs.contains(hub.id) { return nil }
    return Use(place: place, community: hub.community, isInferred: isInferred, hub: hub.id)
  }

  // MARK: - Reading

  mutating func read(_ layer: OwnLayer, in checked: CheckedFleet) {
    var found: [OwnText] = []
    OwnText.collect(layer.values, isNative: layer.hubs.contains { $0.adoption == nil }, into: &found)
    for text in found {
      guard let place = text.value.place else { continue }
      for hub in layer.hubs where text.isEffective(in: checked.values[hub.id]) {
        guard let use = use(hub, place) else { continue }
        switch text.meaning {
        case .secret(let value): secrets[value, default: []].insert(use)
        case .name(let name): named[name, default: []].insert(use)
        case .bucket(let bucket, let folder): buckets[bucket, default: []].append((folder, use))
        }
      }
    }
  }

  /// What is named by other fields, and encrypted files.
  mutating func readNames(_ hub: Hub, in checked: CheckedFleet) {
    for file in hub.adoption?.files ?? [] where file.state == .encrypted {
      if let use = use(hub, file.place) { sealed[file.path, default: []].insert(use) }
    }
    let names: [(SecretName?, String)] = [
      (hub.access.client?.secret, "access.client.secret"), (hub.access.password, "access.password"),
      (hub.access.adminPassword, "access.admin_password"),
    ]
    for (name, path) in names {
      guard let name, let use = use(hub, checked.place(hub, path)) else { continue }
      named[name.rawValue, default: []].insert(use)
    }
  }

  // MARK: - Findings

  func findings() -> [Finding] {
    let own = "give each community one of its own"
    var findings = secrets.values.compactMap { finding("A936", "the same secret stands in values of", $0, next: own) }
    findings += named.sorted { $0.key < $1.key }.compactMap {
      finding("A936", "the secret '\($0.key)' is named by", $0.value, next: own)
    }
    findings += sealed.sorted { $0.key < $1.key }.compactMap {
      finding("A936", "the encrypted file '\($0.key)' is used by", $0.value, next: own)
    }
    for (bucket, uses) in buckets.sorted(by: { $0.key < $1.key }) {
      let shared = groups(uses.compactMap { use in use.folder.map { ($0, use.use) } }).compactMap { folder, uses in
        let name = ([bucket] + folder).joined(separator: "/")
        return finding(
          "A937", "'\(name.shown)' is written to by", uses, next: "give each a bucket, or a folder with the hub's name in it")
      }
      findings += shared
      guard shared.isEmpty else { continue }
      findings += [
        finding(
          "A937", "'\(bucket.shown)' is written to, in folders of their own, by", Set(uses.map(\.use)),
          next: "give each a bucket, where costs and rights are to be told apart", as: .note)
      ].compactMap(\.self)
    }
    return findings
  }

  /// Uses of which one's folder holds the other's, by the outermost folder.
  private func groups(_ uses: [(folder: [String], use: Use)]) -> [(folder: [String], uses: Set<Use>)] {
    var groups: [(folder: [String], uses: Set<Use>)] = []
    for (folder, use) in uses.sorted(by: { $0.folder.lexicographicallyPrecedes($1.folder) }) {
      if let outer = groups.last?.folder, folder.starts(with: outer) {
        groups[groups.count - 1].uses.insert(use)
      } else {
        groups.append((folder, [use]))
      }
    }
    return groups
  }

  /// Nil where they are all of one community.
  private func finding(
    _ code: FindingCode, _ what: String, _ uses: Set<Use>, next: String, as severity: Severity = .warning
  ) -> Finding? {
    var inferred: [CommunityID: Bool] = [:]
    for use in uses { inferred[use.community] = (inferred[use.community] ?? true) && use.isInferred }
    guard inferred.count > 1 else { return nil }
    var hubs: [SourcePlace: [HubID]] = [:]
    for use in uses { hubs[use.place, default: []].append(use.hub) }
    let places = hubs.sorted { $0.key < $1.key }
    guard let first = places.first else { return nil }
    let names = inferred.keys.sorted()
    let shown = names.prefix(3).map { "'\($0)'\(inferred[$0] == true ? " (inferred)" : "")" }
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return Finding(
      code, severity, at: first.key, "\(what) hubs of \(names.count) communities: \(shown.joined(separator: ", "))\(more)",
      next: next,
      related: places.dropFirst().prefix(Self.shownPlaces).map { place, hubs in
        let names = hubs.sorted().prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        return Finding.Related(place: place, note: "for \(names)\(hubs.count > 3 ? " and more" : "")")
      })
  }
}

/// A text in a layer that should be one community's.
private struct OwnText {
  let value: SourcedValue
  /// The keys of maps that lead to it, or to the list that it is in.
  let path: [String]
  /// What stands at the path: the text, or the list that it is in.
  let holder: SourcedValue
  let meaning: Meaning

  enum Meaning {
    case secret(String)
    /// A secret of Atoll, by its name.
    case name(String)
    /// What stands before the first part that is filled in for each user; nil where that is filled in for each hub.
    case bucket(String, folder: [String]?)
  }

  /// Whether the hub has it in the end, with no later layer over it.
  func isEffective(in values: EffectiveValues?) -> Bool { values?.own[path: path]?.place == holder.place }

  static func collect(_ value: SourcedValue, isNative: Bool, into found: inout [OwnText]) {
    var path: [String] = []
    collect(value, key: "", path: &path, list: nil, isNative: isNative, into: &found)
  }

  private static func collect(
    _ value: SourcedValue, key: String, path: inout [String], list: SourcedValue?, isNative: Bool, into found: inout [OwnText]
  ) {
    switch value.content {
    case .string(let text):
      guard let meaning = meaning(of: text, key: key) else { return }
      found.append(OwnText(value: value, path: path, holder: list ?? value, meaning: meaning))
    case .list(let elements):
      for element in elements {
        collect(element, key: key, path: &path, list: list ?? value, isNative: isNative, into: &found)
      }
    case .map(let members):
      if isNative, members.count == 1, let name = members["secret"]?.string {
        found.append(OwnText(value: value, path: path, holder: list ?? value, meaning: .name(name)))
        return
      }
      // `{name: API_TOKEN, value: …}`, as Kubernetes writes variables: the name is the key.
      let named = members["value"] != nil ? members["name"]?.string ?? key : nil
      for (name, member) in members {
        if list == nil { path.append(name) }
        collect(member, key: name == "value" ? named ?? name : name, path: &path, list: list, isNative: isNative, into: &found)
        if list == nil { path.removeLast() }
      }
    case .null, .bool, .int, .double: break
    }
  }

  private static func meaning(of text: String, key: String) -> Meaning? {
    if let (bucket, folder) = BucketPath.read(text) {
      return BucketPath.isWritten(key) ? .bucket(bucket, folder: folder) : nil
    }
    return SecretSuspicion.of(text, key: key, isText: true) == nil ? nil : .secret(text)
  }
}

/// An address in object storage.
enum BucketPath {
  private static let schemes = ["s3://", "gs://", "gcs://", "abfs://", "abfss://", "az://", "wasbs://"]
  /// Words in keys of what a hub writes to.
  private static let written = ["bucket", "scratch", "persist", "storage", "workspace", "home"]

  static func isWritten(_ key: String) -> Bool {
    let key = key.lowercased()
    return written.contains { key.contains($0) }
  }

  /// The bucket, and the folders before the first part that is filled in for each user; of these nil where one may be filled in for
  /// each hub. Nil where the text is no such address, or where the bucket may be filled in for each hub.
  static func read(_ text: String) -> (bucket: String, folder: [String]?)? {
    guard let scheme = schemes.first(where: { text.hasPrefix($0) }) else { return nil }
    let parts = text.dropFirst(scheme.utf8.count).parts(separatedBy: "/").filter { !$0.isEmpty }
    guard let bucket = parts.first, !isTemplate(bucket) else { return nil }
    let name = scheme.hasPrefix("gcs") ? "gs://\(bucket)" : "\(scheme)\(bucket)"
    var folder: [String] = []
    for part in parts.dropFirst() {
      if isTemplate(part) {
        guard part.lowercased().contains("user") else { return (name, nil) }
        break
      }
      folder.append(String(part))
    }
    return (name, folder)
  }

  private static func isTemplate(_ part: Substring) -> Bool {
    part.utf8.contains { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{") }
  }
}
