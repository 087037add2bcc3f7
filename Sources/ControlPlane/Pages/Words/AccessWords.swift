import Basics
import Fleet

/// Who may enter a hub, in words, from its declaration.
struct AccessWords: Sendable {
  /// How people prove who they are.
  let login: String
  /// What to do at the login page; nil where there is none.
  let hint: String?
  /// What prints the password, where the hub itself keeps it.
  let command: String?
  /// Who is let in.
  let who: String
  /// Why it may be others; nil where it is certain.
  let doubt: String?
  let lists: [NamedList]

  struct NamedList: Sendable {
    let title: String
    let names: [String]
  }

  init(
    login: String, who: String, hint: String? = nil, command: String? = nil, doubt: String? = nil, lists: [NamedList]
  ) {
    self.doubt = doubt
    self.login = login
    self.who = who
    self.hint = hint
    self.command = command
    self.lists = lists.filter { !$0.names.isEmpty }
  }

  init(_ access: Access, of hub: HubID) {
    let all = [
      NamedList(title: "People", names: access.people.map(\.rawValue)),
      NamedList(title: "Teams", names: access.teams), NamedList(title: "Domains", names: access.domains),
      NamedList(title: "Admins", names: access.admins.map(\.rawValue)),
    ]
    self.init(
      login: Self.login(access), who: Self.who(access), hint: Self.hint(access),
      command: access.login.hasForm ? "atoll passwords \(hub)" : nil, lists: all)
  }

  private static func login(_ access: Access) -> String {
    switch access.login {
    case .github: "People log in with their GitHub account"
    case .cilogon: "People log in with their institution's account, through CILogon"
    case .google: "People log in with their Google account"
    case .oidc: "People log in with their account at the community's own provider"
    case .password: "People log in with a name and a password of their own"
    case .sharedPassword: "People log in with their name and one password that all share"
    case .none: "There is no login"
    case .other: "People log in in a way that Atoll does not know"
    }
  }

  private static func hint(_ access: Access) -> String? {
    switch access.login {
    case .github, .cilogon, .google, .oidc: "Log in with an account that is on the list"
    case .password: "Log in with a name on the list and its password"
    case .sharedPassword: "Log in with a name on the list and the shared password"
    case .none, .other: nil
    }
  }

  private static func who(_ access: Access) -> String {
    if access.login == .none { return "Whoever reaches the address gets in" }
    var groups: [String] = []
    let admins = access.admins.count
    let people = Set(access.people).union(access.admins).count
    if !access.people.isEmpty {
      let names = Words.count(people, "named person", "named people")
      groups.append(admins == 0 ? names : "\(names), \(admins) of them \(admins == 1 ? "an admin" : "admins")")
    }
    if !access.teams.isEmpty { groups.append(Words.count(access.teams.count, "team")) }
    if !access.domains.isEmpty { groups.append("everyone with an address at \(Words.list(access.domains, atMost: 3))") }
    if groups.isEmpty {
      return admins == 0 ? "Nobody is on the list" : "On the list: only \(Words.count(admins, "admin"))"
    }
    if access.people.isEmpty, admins > 0 { groups.append(Words.count(admins, "admin")) }
    return "On the list: \(Words.list(groups))"
  }

  var fields: Fields {
    [
      "login": .text(Words.sentence(login)), "hint": .text(hint.map(Words.sentence)), "command": .text(command),
      "who": .text(Words.sentence(who)), "doubt": .text(doubt.map(Words.sentence)),
      "lists": .list(lists.map { ["title": .text($0.title), "names": .text($0.names.joined(separator: ", "))] }),
    ]
  }
}
