import Access
import Synchronization

/// Join links on their way from the form that made them to the page that shows them once. They stand in memory only, for whoever
/// made them, and never in an address or a log.
final class JoinLinksOnce: Sendable {
  private struct Key: Hashable {
    var owner: String
    var grant: GrantID
  }

  private let links = Mutex<[Key: (link: String, until: Double)]>([:])

  /// Seconds for which a link waits to be shown.
  static let patience = 300.0

  func keep(_ link: String, of grant: GrantID, for identity: Identity, now: Double) {
    links.withLock { links in
      links = links.filter { $0.value.until > now }
      links[Key(owner: Self.owner(identity), grant: grant)] = (link, now + Self.patience)
    }
  }

  /// The link, the first time that it is asked for.
  func take(_ grant: GrantID, for identity: Identity, now: Double) -> String? {
    links.withLock { links in
      guard let kept = links.removeValue(forKey: Key(owner: Self.owner(identity), grant: grant)), kept.until > now else {
        return nil
      }
      return kept.link
    }
  }

  /// A link is for the browser that made it, and for no other of the same person.
  private static func owner(_ identity: Identity) -> String {
    switch identity.proof {
    case .session(let session): "session \(session)"
    case .token, .hub, .machine: "person \(identity.name)"
    }
  }
}
