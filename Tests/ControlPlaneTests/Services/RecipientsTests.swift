import Basics
import Fleet
import Testing

@testable import ControlPlane

@Suite("Who is told how a rollout ended")
struct RecipientsTests {
  private func organisation(toOnDuty: Bool = true, webhook: String? = nil, mail: Bool = true) -> Organisation {
    let declared = Notification.Mail(from: "atoll@alpha.example", transport: .sendmail, toOnDuty: toOnDuty)
    return Organisation(
      name: "Alpha",
      people: [
        "ada": Person(name: "Ada", mail: "ada@alpha.example", roles: [.engineer]),
        "bo": Person(name: "Bo", mail: "bo@alpha.example", roles: [.steward]),
        "cy": Person(name: "Cy", roles: [.steward]),
      ], onDuty: ["bo", "cy", "ada"],
      notify: Notification(mail: mail ? declared : nil, webhook: webhook.map { Notification.Webhook(url: $0) }))
  }

  @Test("who asked and who is on duty, each once, where they have an address")
  func each() {
    let told = Recipients(of: organisation(), requester: "ada", url: "")
    #expect(told.mail == ["ada@alpha.example", "bo@alpha.example"])
    #expect(Recipients(of: organisation(), requester: "operator", url: "").mail == ["bo@alpha.example", "ada@alpha.example"])
  }

  @Test("only who asked, where the folder says so")
  func onlyRequester() {
    #expect(Recipients(of: organisation(toOnDuty: false), requester: "bo", url: "").mail == ["bo@alpha.example"])
  }

  @Test("nobody, until something is declared")
  func nobody() {
    let told = Recipients(of: organisation(mail: false), requester: "ada", url: "")
    #expect(told.mail.isEmpty && told.webhook == nil)
    #expect(Recipients(of: nil, requester: "ada", url: "").mail.isEmpty)
    #expect(Recipients(of: organisation(webhook: "https://chat.example/x"), requester: "ada", url: "").webhook != nil)
  }
}
