import Basics

/// Writes a hub as a release: its typed fields in the chart values of Zero to JupyterHub, and its raw `values:` over
/// them.
public enum ReleaseRenderer {
  /// The release of a hub. The same hub gives the same release, wherever and whenever it is asked.
  public static func release(for hub: Hub, in fleet: Fleet) -> Release {
    if let adoption = hub.adoption { return release(for: hub, adoption, in: fleet) }
    let layered = layeredValues(for: hub, in: fleet)
    var provenance: [String: SourcePlace] = [:]
    for leaf in layered.leaves where leaf.value != nil {
      provenance[leaf.path] = leaf.place
    }
    return Release(
      hub: hub.id, cluster: hub.cluster, community: hub.community, staging: hub.staging, values: layered.values,
      provenance: provenance)
  }

  private static func release(for hub: Hub, _ adoption: Adoption, in fleet: Fleet) -> Release {
    let effective = fleet.effectiveValues(of: hub)
    var provenance: [String: SourcePlace] = [:]
    effective.values.forEachLeaf { path, leaf in provenance[path] = leaf.place }
    let chart = fleet.adopted?.charts[adoption.chartKey]?.hash ?? ""
    // The layout's deployer makes the names of the ingress of it.
    let address = hub.url.map { "address \($0)\n" } ?? ""
    let materials = "\(adoption.chart) \(chart)\n\(address)\(sealedLayers(of: adoption, in: fleet))"
    return Release(
      hub: hub.id, cluster: hub.cluster, community: hub.community, staging: hub.staging, values: effective.values.plain,
      provenance: provenance,
      materials: String(ContentHash.hex(of: materials.utf8).prefix(16))
    )
  }

  /// The files of a hub that cannot be read, in their order among those that can: by content where they are here, else by
  /// name. What the others say stands in the values, so their names and number make no difference.
  private static func sealedLayers(of adoption: Adoption, in fleet: Fleet) -> String {
    var layers: [String] = []
    for file in adoption.files {
      if file.isKnown {
        if layers.last != "" { layers.append("") }
      } else {
        layers.append(fleet.adopted?.sealed[file.path] ?? file.path)
      }
    }
    return layers.allSatisfy(\.isEmpty) ? "" : layers.joined(separator: "\n")
  }

  /// The values of a hub with all that was said of each of them.
  public static func layeredValues(for hub: Hub, in fleet: Fleet) -> LayeredValues {
    if hub.adoption != nil { return layeredAdopted(hub, in: fleet) }
    let sources = fleet.sources
    return Layering.merge([
      typedLayer(for: hub, in: fleet),
      Layer(hub.values) { path in sources.place(hub.file, "values.\(path)") },
    ])
  }

  private static func layeredAdopted(_ hub: Hub, in fleet: Fleet) -> LayeredValues {
    let values = fleet.effectiveValues(of: hub).values
    var leaves: [LayeredValue] = []
    values.forEachLeaf { path, leaf in
      let under = leaf.overridden.map { LayeredValue.Overridden(value: $0.plain, place: $0.place) }
      leaves.append(LayeredValue(path: path, value: leaf.plain, place: leaf.place, overridden: under))
    }
    return LayeredValues(values: values.plain, leaves: leaves.sorted { $0.path < $1.path })
  }

  private static func typedLayer(for hub: Hub, in fleet: Fleet) -> Layer {
    var values = TypedValues(file: hub.file, sources: fleet.sources)
    values.addAccess(of: hub)
    values.addServers(of: hub)
    values.addProfiles(of: hub)
    values.addIdle(of: hub)
    values.addEnvironment(of: hub, in: fleet)
    values.addMaterials(of: hub, in: fleet)
    values.addNames(of: hub)
    return values.layer
  }
}

/// Chart values that grow one typed field at a time, each with the place of its field.
struct TypedValues {
  private(set) var tree = JSONValue.object([:])
  private(set) var places: [String: SourcePlace] = [:]
  private let file: String
  private let sources: SourceMap

  init(file: String, sources: SourceMap) {
    self.file = file
    self.sources = sources
  }

  /// Sets the value at a path of the chart's values. `field` is the path in the hub's file that says so; nil where
  /// Atoll's own defaults say it.
  mutating func set(_ path: String, _ value: JSONValue, from field: String?) {
    TypedValues.insert(value, at: path.parts(separatedBy: ".")[...], into: &tree)
    if let field { setPlace(path, of: field) }
  }

  /// Says where an inner part of a value stands that was set as a whole.
  mutating func setPlace(_ path: String, of field: String) { places[path] = sources.place(file, field) }

  var layer: Layer {
    Layer(tree) { [places] path in
      var path = path
      while true {
        if let place = places[path] { return place }
        guard path.dropLastStep() else { return nil }
      }
    }
  }

  private static func insert(_ value: JSONValue, at path: ArraySlice<Substring>, into tree: inout JSONValue) {
    guard let key = path.first else {
      tree = value
      return
    }
    var members = tree.object ?? [:]
    tree = .null  // so that the members are changed where they are, and not copied
    insert(value, at: path.dropFirst(), into: &members[String(key), default: .object([:])])
    tree = .object(members)
  }
}
