import Access
import Basics
import Fleet
import Testing

/// Audience and admission are two answers of the same rules: laws over random doors and people.
@Suite struct AdmissionLawTests {
  private static let versions: [HubVersions] = [.of2021, .of2023, .of2024, .current, .unknown]

  @Test("whoever is admitted is within the audience: its level, and its names and teams where it has no wider rule")
  func withinAudience() {
    var cases = DoorCases(seed: 11)
    for number in 0..<4000 {
      let asked = cases.next(number)
      for versions in Self.versions + [asked.versions] {
        let audience = Audience.of(asked.values, versions: versions)
        let admission = Admission.of(asked.identity, asked.values, versions: versions)
        guard admission.answer == .yes || admission.byTheValues == .yes else { continue }
        let level = admission.level ?? .anyone
        let told = "\(asked.asked) \(versions) \(admission.reasons.map(\.sentence)) \(audience)"
        #expect(level <= audience.level, "\(told)")
        if audience.level == .people, let name = admission.name {
          #expect(audience.people.contains(name) || audience.admitsExistingUsers || !audience.crowds.isEmpty, "\(told)")
        }
        #expect(!audience.blocked.contains(admission.name ?? ""), "\(told)")
      }
    }
  }

  @Test("where the audience is nobody, nobody is admitted")
  func nobody() {
    var cases = DoorCases(seed: 12)
    for number in 0..<4000 {
      let asked = cases.next(number)
      guard Audience.of(asked.values, versions: asked.versions).level == .nobody else { continue }
      #expect(Admission.of(asked.identity, asked.values, versions: asked.versions).answer != .yes, "\(asked.asked)")
    }
  }

  @Test("a class that Atoll does not know, and code, are answered with uncertain and never with no")
  func uncertain() {
    let identity = Identity(login: "ada")
    let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]]]
    let unknown = Admission.of(identity, values("reefauth.ReefAuthenticator", named), versions: .current)
    #expect(unknown.answer == .uncertain)
    #expect(unknown.byTheValues == nil)
    let code = values("github", named, hub: ["extraConfig": ["a": "c.Authenticator.allow_all = True"]])
    let stranger = Admission.of(Identity(login: "eve"), code, versions: .current)
    #expect(stranger.answer == .uncertain)
    #expect(stranger.byTheValues == .no)
  }
}
