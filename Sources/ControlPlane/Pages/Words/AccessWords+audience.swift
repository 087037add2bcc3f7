import Access
import Basics
import Fleet

extension AccessWords {
  /// Who may enter a hub whose login is not declared by typed fields, as its values say.
  init(_ audience: Audience) {
    let summary = audience.summary
    let name = audience.className ?? "\(audience.authenticator), which Atoll does not know"
    let doubts = audience.doubts.map(\.sentence)
    self.init(
      login: summary.prefix(1).uppercased() + summary.dropFirst(), who: "The login is \(name)",
      doubt: doubts.isEmpty ? nil : "Not certain: \(Words.list(doubts, atMost: 3))",
      lists: [
        NamedList(title: "People", names: audience.people), NamedList(title: "Teams", names: audience.teams),
        NamedList(title: "Domains", names: audience.domains), NamedList(title: "Admins", names: audience.admins),
        NamedList(title: "Kept out", names: audience.blocked),
      ])
  }
}
