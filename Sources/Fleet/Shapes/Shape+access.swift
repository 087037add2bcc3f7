import Basics

/// The door of a hub.
extension Shape {
  static let access: [Field] = [
    .required("login", .choice(logins), "How people prove who they are."),
    .optional(
      "allow", .object(allow), "Who may log in, beside the admins.",
      otherwise: "nobody, or whoever knows the shared password"),
    .optional("admins", .list(.text(.login)), "Who may see and stop everyone's servers.", otherwise: "nobody"),
    .optional("password", .secret, "The one password of everyone, for 'login: shared-password'."),
    .optional("admin_password", .secret, "The password of the admins, for 'login: shared-password'."),
    .optional("client", .object(client), "How the hub is known to the provider that logs people in."),
    .notBuilt(
      "open", "A time for which the door stands open to whoever comes.", type: .object(open),
      meanwhile: "remove it, and name the people under 'allow', or use 'login: shared-password' for the event"),
  ]

  static let logins = Choice.all(of: Access.Login.self) { login in
    switch login {
    case .github: "by GitHub"
    case .cilogon: "by their institution, through CILogon"
    case .google: "by Google"
    case .oidc: "by another provider that speaks OpenID Connect"
    case .password: "by a password of their own"
    case .other: "in a way that Atoll does not know"
    case .sharedPassword: "by any name and one password for all"
    case .none: "not at all: whoever comes is let in"
    }
  }

  private static let allow: [Field] = [
    .optional("people", .list(.text(.login)), "Names that log in."),
    .optional("teams", .list(.text(.word)), "Teams of the provider, such as 'organisation:team'."),
    .optional("domains", .list(.text(.domain)), "Domains of institutions: everyone with an account there."),
  ]

  private static let client: [Field] = [
    .required("id", .text(.line), "The identifier that the provider gave."),
    .required("secret", .secret, "The secret that the provider gave."),
    .optional("authorize_url", .text(.address), "Where people are sent to log in, for 'login: oidc'."),
    .optional("token_url", .text(.address), "Where the hub fetches tokens, for 'login: oidc'."),
    .optional("userdata_url", .text(.address), "Where the hub asks who somebody is, for 'login: oidc'."),
    .optional("username_claim", .text(.word), "The claim that holds the name, for 'login: oidc'."),
  ]

  private static let open: [Field] = [
    .required("until", .text(.moment), "When it closes again."),
    .optional("seats", .integer(1...1_000_000), "How many people may come in."),
    .optional("because", .text(.line), "The occasion."),
  ]
}
