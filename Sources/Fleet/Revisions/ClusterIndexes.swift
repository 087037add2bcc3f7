import Basics

/// Cluster files as they were read in short, by content id: what need not be parsed again. It can be written down and lost:
/// without it everything is parsed, and the answers are the same.
public struct ClusterIndexes: Sendable, Equatable {
  public private(set) var known: [String: ClusterIndex]

  public init(_ known: [String: ClusterIndex] = [:]) { self.known = known }

  public subscript(id: String) -> ClusterIndex? {
    get { known[id] }
    set { known[id] = newValue }
  }

  /// Only those with these ids.
  public func keeping(_ ids: Set<String>) -> ClusterIndexes { ClusterIndexes(known.filter { ids.contains($0.key) }) }
}

extension ClusterIndexes {
  /// Changes with the form below and with what is read of a cluster file: what another version wrote is not read.
  private static let heading = "atoll-clusters-1"

  /// The text that is kept: a heading with the hash of the rest; then for each cluster file `c ID`, and for each of its hubs
  /// `h NAME CHART OVERRIDE FILE…` with tabs between. Cluster files with names that do not fit into that are left out.
  public var text: String {
    var body = ""
    for (id, index) in known.sorted(by: { $0.key < $1.key }) {
      var part = "c\t\(id)\n"
      for hub in index.hubs {
        let fields = [hub.name, hub.chart, hub.override.map { "=\($0)" } ?? ""] + hub.files
        part += "h\t\(fields.joined(separator: "\t"))\n"
      }
      let words = index.hubs.flatMap { [$0.name, $0.chart, $0.override ?? ""] + $0.files } + [id]
      if words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 } }) { body += part }
    }
    return "\(Self.heading) \(ContentHash.hex(of: body.utf8))\n\(body)"
  }

  /// What was kept; nil where it is damaged, or of another version.
  public init?(text: String) {
    guard let end = text.utf8.firstIndex(of: 0x0A) else { return nil }
    let body = text[text.utf8.index(after: end)...]
    guard text[..<end] == "\(Self.heading) \(ContentHash.hex(of: body.utf8))" else { return nil }
    var known: [String: ClusterIndex] = [:]
    var id = ""
    var hubs: [ClusterIndex.Hub] = []
    for line in body.parts(separatedBy: "\n") {
      let fields = line.parts(separatedBy: "\t")
      if fields[0] == "c", fields.count == 2 {
        if !id.isEmpty { known[id] = ClusterIndex(hubs: hubs) }
        id = String(fields[1])
        hubs = []
      } else if fields[0] == "h", fields.count >= 4 {
        hubs.append(
          ClusterIndex.Hub(
            name: String(fields[1]), chart: String(fields[2]), override: fields[3].isEmpty ? nil : String(fields[3].dropFirst()),
            files: fields[4...].map(String.init)))
      }
    }
    if !id.isEmpty { known[id] = ClusterIndex(hubs: hubs) }
    self.init(known)
  }
}
