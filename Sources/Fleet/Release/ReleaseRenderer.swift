import Basics

/// Writes a hub as a release: its typed fields in the chart values of Zero to JupyterHub, and its raw `values:` over
/// them.
public enum ReleaseRenderer {
  /// The release of a hub. The same hub gives the same release, wherever and whenever it is asked.
  public static func release(for hub: Hub, in fleet: Fleet) -> Release {
    let layered = layeredValues(for: hub, in: fleet)
    var provenance: [String: SourcePlace] = [:]
    for leaf in layered.leaves where leaf.value != nil {
      provenance[leaf.path] = leaf.place
    }
    return Release(
      hub: hub.id, cluster: hub.cluster, community: hub.community, staging: hub.staging, values: layered.values,
      provenance: provenance)
  }

  /// The values of a hub with all that was said of each of them.
  public static func layeredValues(for hub: Hub, in fleet: Fleet) -> LayeredValues {
    let sources = fleet.sources
    return Layering.merge([
      typedLayer(for: hub, in: fleet),
      Layer(hub.values) { path in sources.place(hub.file, "values.\(path)") },
    ])
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
