import Basics
import Delivery

/// The stable addresses of the pages.
enum Paths {
  static let overview = "/"
  static let overviewCSV = "/overview.csv"
  static let overviewEvents = "/events"
  static let rollouts = "/rollouts"
  static let changes = "/changes"
  static let changesCSV = "/changes.csv"
  static let plan = "/plan"
  static let deploy = "/plan/deploy"
  static let findings = "/findings"
  static let features = "/features"
  static let featuresCSV = "/features.csv"
  static let exceptions = "/exceptions"
  static let exceptionsCSV = "/exceptions.csv"
  static let growth = "/growth"
  static let capacity = "/growth/capacity"
  static let runway = "/growth/runway"
  static let pipeline = "/growth/pipeline"
  static let whatIf = "/growth/what-if"
  static let reviews = "/growth/reviews"
  static let hours = "/growth/hours"
  static let openPhase = "/growth/open"
  static let report = "/growth/report"
  static let reportMarkdown = "/growth/report.md"
  static let reportPDF = "/growth/report.pdf"
  static let permissions = "/who-may-what"
  static let sessions = "/sessions"
  static let signIn = "/sign-in"
  static let signOut = "/sign-out"

  static func hub(_ hub: HubID) -> String { "/hubs/\(encoded(hub.rawValue))" }
  static func wake(_ hub: HubID) -> String { "\(Paths.hub(hub))/wake" }
  static func sleep(_ hub: HubID) -> String { "\(Paths.hub(hub))/sleep" }
  static func community(_ community: CommunityID) -> String { "/communities/\(encoded(community.rawValue))" }
  static func rollout(_ rollout: RolloutID) -> String { "/rollouts/\(rollout)" }
  static func rolloutEvents(_ rollout: RolloutID) -> String { "/rollouts/\(rollout)/events" }

  static func endSession(_ session: String) -> String { "\(sessions)/\(encoded(session))/end" }

  static func feature(_ feature: String) -> String { "\(features)/\(encoded(feature))" }
  static func exceptions(of hub: HubID) -> String { query(exceptions, [("hub", hub.rawValue)]) }

  static func gate(_ key: String) -> String { "/growth/gates/\(encoded(key))" }
  static func answer(_ key: String) -> String { "\(gate(key))/answer" }
  static func review(_ feature: String) -> String { "\(reviews)/\(encoded(feature))" }

  /// A path with a query; parameters without a value are left out.
  static func query(_ path: String, _ parameters: [(String, String?)]) -> String {
    let pairs = parameters.compactMap { name, value -> String? in
      guard let value, !value.isEmpty else { return nil }
      return "\(name)=\(encoded(value))"
    }
    return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
  }

  /// Percent-encodes everything but letters, digits and `-._~` (RFC 3986, unreserved).
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The address, where it is one that may stand in a link: `http`, `https` or a path here. Anything else, such as
  /// `javascript:`, is not linked.
  static func linkable(_ address: String?) -> String? {
    guard let address else { return nil }
    let lower = address.lowercased()
    if lower.hasPrefix("https://") || lower.hasPrefix("http://") { return address }
    return address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\") ? address : nil
  }
}
