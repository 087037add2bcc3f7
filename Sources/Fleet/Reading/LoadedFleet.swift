public import Basics

/// What a folder declares, as far as it could be read, with everything that is wrong with it.
public struct LoadedFleet: Sendable, Equatable {
  /// Nil only where `fleet.yaml` itself cannot be read; partial where other files are broken.
  public var fleet: Fleet?
  /// In the order of files and lines.
  public var findings: [Finding]
  /// The texts of the YAML files, to show the lines of findings.
  public var texts: [String: String]
  /// Files that stand for something, and of which too little could be read to have it in `fleet`.
  public var undecoded: Set<String>

  public init(
    fleet: Fleet?, findings: [Finding] = [], texts: [String: String] = [:], undecoded: Set<String> = []
  ) {
    self.fleet = fleet
    self.findings = findings
    self.texts = texts
    self.undecoded = undecoded
  }

  /// Whether nothing is wrong that would keep the fleet from being used.
  public var isSound: Bool { fleet != nil && !findings.contains { $0.severity == .error } }

  /// Whether there is a file for the thing of this name, even a broken one. Ask before calling a name dangling: one
  /// broken file must not cause a rain of findings.
  public func isDeclared(_ kind: FileKind, _ name: String) -> Bool {
    if undecoded.contains(kind.path(of: name)) { return true }
    guard let fleet else { return false }
    return switch kind {
    case .fleet: true
    case .community: fleet.communities[CommunityID(name)] != nil
    case .cluster: fleet.clusters[ClusterID(name)] != nil
    case .hub: fleet.hubs[HubID(name)] != nil
    case .feature: fleet.features[FeatureID(name)] != nil
    }
  }

  /// How many places of one file are masked one by one. A file with more is not shown at all.
  static let mostHidden = 50

  /// Masks what stands at places of one file.
  mutating func hide(_ places: [(place: SourcePlace, lastLine: Int)], in file: String) {
    guard places.count <= Self.mostHidden else {
      texts[file] = nil
      return
    }
    for (place, lastLine) in places { hide(place, lastLine: lastLine) }
  }

  /// Masks what stands at a place, so that no reporter can show it: a secret in plain text.
  public mutating func hide(_ place: SourcePlace) {
    hide(place, lastLine: place.line)
  }

  /// Masks from a place to the end of a line.
  mutating func hide(_ place: SourcePlace, lastLine: Int) {
    guard let text = texts[place.file], place.line > 0 else { return }
    var masked = String.UnicodeScalarView()
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        masked.append(scalar)
        line += 1
        column = 1
        continue
      }
      let isInside: Bool
      if lastLine > place.line {
        isInside = line == place.line ? column >= place.column : line > place.line && line <= lastLine
      } else {
        isInside = line == place.line && column >= place.column && column < place.column + max(1, place.length)
      }
      masked.append(isInside && scalar != " " ? "•" : scalar)
      column += 1
    }
    texts[place.file] = String(masked)
  }
}
