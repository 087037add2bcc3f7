import Basics
import NIOHTTP1

/// A hub's form for a name and a password.
enum LoginForm {
  enum Outcome: Sendable, Equatable {
    /// The hub knows the visitor by this name now.
    case admitted(String)
    /// The hub's words, where it has any.
    case refused(String?)
    case noForm(Refusal)
  }

  /// What stood in place of the form.
  struct Refusal: Sendable, Equatable { var account: String }

  /// Fills in and sends the form as a browser does.
  static func logIn(_ visitor: Visitor, name: String, password: String) async throws -> Outcome {
    // Without `next`, JupyterHub starts a server as soon as someone has logged in.
    let page = try await visitor.get("/hub/login?next=%2Fhub%2Fhome")
    guard page.succeeded, let form = form(on: page) else { return .noForm(Refusal(account: page.account)) }
    let fields = form.fields.filter(\.isChosen).compactMap { field -> (name: String, value: String)? in
      switch field.name {
      case "username", "password": nil
      default: (field.name, field.value)
      }
    }
    let action = URLText.path(of: form.action, from: page.path, hosts: []) ?? "/hub/login"
    let answer = try await visitor.post(
      form: fields + [("username", name), ("password", password)], to: action)
    if let known = try await nameKnown(to: visitor) { return .admitted(known) }
    return .refused(message(on: answer))
  }

  /// The form of a login page, where it has one.
  static func form(on answer: Answer) -> HTML.Form? {
    HTML.forms(in: answer.body).first { $0.method == "post" && $0.has("username") && $0.has("password") }
  }

  /// The name under which the hub knows this visitor; nil where it knows none.
  static func nameKnown(to visitor: Visitor) async throws -> String? {
    let answer = try await visitor.call(.GET, "/hub/api/user")
    guard answer.succeeded else { return nil }
    return try answer.json()["name"]?.string
  }

  private static func message(on answer: Answer) -> String? {
    HTML.texts(of: "p", style: "login_error", in: answer.body).first
  }
}
