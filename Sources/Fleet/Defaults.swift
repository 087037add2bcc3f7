public import Basics

/// What Atoll says where the folder says nothing. The one home of these values.
public enum Defaults {
  /// The version of JupyterHub that a hub runs.
  public static let jupyterhub = "6.1.1"
  /// How much memory a server may use where neither its profile nor the hub's limits say.
  public static let memoryLimit = Bytes(1_073_741_824)
  /// Seconds without activity after which a server is stopped.
  public static let idleStopAfter = 3600
  /// Seconds between two looks for idle servers, at most.
  public static let idleCheckEvery = 600
  /// Seconds that a server may take to start.
  public static let startTimeout = 180
  /// What an OpenID Connect provider is asked for.
  public static let oidcScope = ["email", "openid", "profile"]
  /// Where JupyterHub finds the teams that an OpenID Connect provider tells: the claim `groups`.
  public static let oidcTeams = "oauth_user.groups"
  /// What GitHub is asked for, so that membership of teams can be read.
  public static let githubTeamScope = ["read:org"]

  /// Names that no hub may have: `<name>.localhost` leads elsewhere.
  public static let reservedHubNames = ["atoll", "localhost", "www"]
  /// The user as whom hubs are tested; exists only for that.
  public static let testUser = PersonID("atoll-test")
}
