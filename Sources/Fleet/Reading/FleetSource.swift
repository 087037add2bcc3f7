public import Basics

/// The files of a fleet folder as values: what is loaded, hashed, sent to a server and written down again.
public struct FleetSource: Sendable {
  /// The content of each file that is read, by its path relative to the fleet folder, with forward slashes: the YAML
  /// files that declare the fleet, and the files and folders that hubs name.
  public var files: [String: [UInt8]]
  /// Paths that stand among the declarations and are not read: a loader says so.
  public var unread: [String]
  /// What was odd about the folder itself.
  public var findings: [Finding]
  /// Paths that are there too, and whose content was not asked for: what names them names files that exist. Only plans, which
  /// read parts of folders, have any.
  public var elsewhere: Set<String> = []
  /// What has been parsed already, so that nothing is parsed twice.
  var parsed = ParsedFiles()

  public init(files: [String: [UInt8]], unread: [String] = [], findings: [Finding] = []) {
    self.files = files
    self.unread = unread
    self.findings = findings
  }

  /// A fleet written out in place.
  public init(texts: [String: String]) {
    self.init(files: texts.mapValues { Array($0.utf8) })
  }

  /// Whether there is a file at a path, at hand or not.
  func holds(_ path: String) -> Bool { files[path] != nil || elsewhere.contains(path) }

  /// Whether it has been told why a file that is there was not read.
  func isTold(_ path: String) -> Bool { findings.contains { $0.place?.file == path } }

  /// Whether clusters and hubs stand in it as the layout `2i2c` has them.
  public var isAdopted: Bool { files.keys.contains { AdoptedPath.cluster($0) != nil } }

  /// The content hash of all files: 64 hexadecimal digits. The same files have the same hash, wherever they stand.
  public var hash: String { Self.hash(of: files) }

  /// The content hash of the files in a folder, by their paths inside it; nil where there are none.
  func hash(ofFolder folder: String) -> String? {
    let inside = files.filter { $0.key.hasPrefix(folder + "/") }
    guard !inside.isEmpty else { return nil }
    let pairs = inside.map { (String($0.key.dropFirst(folder.count + 1)), $0.value) }
    return Self.hash(of: Dictionary(uniqueKeysWithValues: pairs))
  }

  /// Over each path, with its length before it, and the hash of its content, in the order of the paths: no two sets
  /// of files run into the same bytes.
  private static func hash(of files: [String: [UInt8]]) -> String {
    var manifest: [UInt8] = []
    for (path, content) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      manifest += "\(path.utf8.count):\(path)\(ContentHash.hex(of: content))\n".utf8
    }
    return ContentHash.hex(of: manifest)
  }
}

extension FleetSource: Equatable {
  /// By what stands in it; whether it has been parsed already makes no difference.
  public static func == (one: FleetSource, other: FleetSource) -> Bool {
    one.files == other.files && one.unread == other.unread && one.findings == other.findings
  }
}
