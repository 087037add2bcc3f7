import Basics
public import Fleet

extension AccessChecks {
  /// One for each code that these checks may find.
  public static let explanations: [FindingExplanation] = [
    FindingExplanation(
      "A921", .error, "a hub that anyone with an account may enter",
      explanation: """
        By its values and the versions that it runs, anyone with an account at a public provider, or anyone at all, may \
        enter this hub and run programs on it. Before JupyterHub 5 and oauthenticator 16 an empty list of names means \
        everyone who can log in: a list of admins keeps nobody out.

        Where one password guards the door it is a warning.
        """,
      wrong: "Authenticator: {admin_users: [ada]}   # JupyterHub 4: anyone may enter",
      right: "Authenticator: {admin_users: [ada], allowed_users: [ada, grace]}"),
    FindingExplanation(
      "A922", .note, "an audience that is uncertain",
      explanation: """
        Something that may change who can enter cannot be read: Python code, an encrypted values file, a class that Atoll \
        does not know, a chart that is not at hand, a hub image of its own. What was read is a lower bound, and the hub is \
        not called safe.
        """,
      wrong: "hub:\n  extraConfig:\n    auth: |\n      c.Authenticator.allow_all = True",
      right: "hub:\n  config:\n    Authenticator: {allowed_users: [ada]}"),
    FindingExplanation(
      "A923", .error, "an option that this login ignores",
      explanation: """
        JupyterHub takes no notice of an option that the chosen authenticator does not have, and of the sections of other \
        authenticators. Where the option says who may enter, that has locked everyone out, and has let everyone in. For \
        other options it is a warning, and for left-over rules of another authenticator where this one has rules too.
        """,
      wrong: "authenticator_class: cilogon\nCILogonOAuthenticator: {allowed_organizations: [reef]}",
      right: "authenticator_class: github\nGitHubOAuthenticator: {allowed_organizations: [reef]}"),
    FindingExplanation(
      "A924", .warning, "an admin who cannot enter",
      explanation: """
        The name of an admin can be nobody's who may enter: an address with a login that knows no addresses, a domain that \
        is kept out, a name that is blocked.
        """,
      wrong: "authenticator_class: github\nadmin_users: [ada@reef.edu]", right: "admin_users: [ada]"),
    FindingExplanation(
      "A925", .warning, "a hub that nobody can enter by its values",
      explanation: """
        No rule of the chosen authenticator lets anybody in. Since JupyterHub 5 and oauthenticator 16 nobody may enter where \
        nothing is said.
        """,
      wrong: "authenticator_class: github   # and nothing else",
      right: "authenticator_class: github\nGitHubOAuthenticator: {allowed_organizations: [reef]}"),
    FindingExplanation(
      "A926", .note, "versions that nobody says",
      explanation: """
        Who may enter depends on the versions of JupyterHub and oauthenticator. They are not declared, and do not follow \
        from the chart, so the widest audience of those that may be true is assumed.
        """,
      wrong: "chart: our-own-jupyterhub", right: "versions: {jupyterhub: \"5.4.3\"}"),
    FindingExplanation(
      "A927", .error, "a door that is wider than the policy allows",
      explanation: """
        The fleet's policy names the widest audience that a hub of each kind may have: `policies.doors.widest` in \
        fleet.yaml. The rules of this hub let in more. A workshop or a grant lets people in for a time and needs no wider \
        door.
        """,
      wrong: "access:\n  login: google\n  allow: {domains: [gmail.com]}",
      right: "access:\n  login: google\n  allow: {domains: [reef.edu]}"),
    FindingExplanation(
      "A928", .warning, "a door that is wider than that of its staging hub",
      explanation: """
        What is not tried on the staging hub is tried on people. (Of a staging hub that serves another community, or \
        that is one by its name only, nothing is told.) Where the doors differ on purpose, \
        `differs_from_staging: [access.allow]` says so.
        """,
      wrong: "# hubs/reef.yaml\naccess:\n  login: github\n  allow: {teams: [\"reef:members\"]}",
      right: "# hubs/reef.yaml\ndiffers_from_staging: [access.allow]"),
  ]
}
