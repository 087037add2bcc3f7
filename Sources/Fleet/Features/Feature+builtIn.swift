public import Basics

extension Feature {
  /// The register that Atoll brings: what fleets of JupyterHubs use beyond the standard hub. Of an adopted layout it counts
  /// where the folder declares no feature of the same name; `atoll features --write` writes it as files to start from.
  ///
  /// It knows no owners, no days of review and no verdicts: those are the team's to give.
  public static let builtIn: [Feature] =
    (builtInOfServers + builtInOfProfiles + builtInOfStorage + builtInOfPages + builtInOfOperation).sorted { $0.id < $1.id }

  /// - Parameter shownBy: empty: any of the paths that it explains.
  init(
    builtIn id: FeatureID, _ name: String, _ description: String, stage: Stage = .general, documentation: String? = nil,
    explains: [String], shownBy: [String] = []
  ) {
    self.init(
      id: id, name: name, description: description, stage: stage, documentation: documentation, explains: explains,
      shownBy: shownBy.map { FeatureSign($0) }, isBuiltIn: true)
  }

  static let manual = "https://z2jh.jupyter.org/en/stable"

  private static let builtInOfOperation: [Feature] = [
    Feature(
      builtIn: "capacity-limits", "Limits on servers", "How many servers run, or start, at once.",
      documentation: "\(manual)/resources/reference.html#hub-concurrentspawnlimit",
      explains: [
        "hub.concurrentSpawnLimit", "hub.activeServerLimit", "hub.consecutiveFailureLimit",
        "hub.config.JupyterHub.concurrent_spawn_limit", "hub.config.JupyterHub.active_server_limit",
      ]),
    Feature(
      builtIn: "cost-labels", "Labels for billing", "Labels on users' servers by which the cloud's bill is divided.",
      explains: ["custom.costLabels", "singleuser.extraLabels", "singleuser.extraAnnotations"]),
    Feature(
      builtIn: "event-pre-warming", "Room kept for events",
      "Placeholders keep nodes ready, so that a workshop's servers start at once.",
      documentation: "\(manual)/administrator/optimization.html#scaling-up-in-time-user-placeholders",
      explains: ["scheduling.userPlaceholder"], shownBy: ["scheduling.userPlaceholder.replicas"]),
    Feature(
      builtIn: "hub-database", "Database of the hub", "Where the hub keeps its database, where that is not as usual.",
      documentation: "\(manual)/resources/reference.html#hub-db", explains: ["hub.db"]),
    Feature(
      builtIn: "hub-image", "Image of the hub", "Another image for the hub itself: software that is tried out.",
      stage: .experimental, explains: ["hub.image.name", "hub.image.tag"]),
    Feature(
      builtIn: "idle-culling", "Culling of idle servers", "When servers that nobody uses are stopped.",
      documentation: "\(manual)/jupyterhub/customizing/user-management.html#culling-user-pods",
      explains: ["cull"]),
    Feature(
      builtIn: "image-pre-pulling", "Images pulled ahead", "Images are on nodes before the first user of a day comes.",
      documentation: "\(manual)/administrator/optimization.html#pulling-images-before-users-arrive",
      explains: ["prePuller"]),
    Feature(
      builtIn: "larger-hub", "A larger hub", "More memory and processor for the hub and its proxy, for many users at once.",
      explains: ["hub.resources", "proxy.chp.resources", "proxy.traefik.resources"]),
    Feature(
      builtIn: "network-policy", "Rules of the network", "What users' servers may reach.",
      documentation: "\(manual)/administrator/security.html#kubernetes-network-policies",
      explains: ["singleuser.networkPolicy"]),
    Feature(
      builtIn: "slow-start", "Patience at the start", "Servers may take longer to start.",
      explains: [
        "singleuser.startTimeout", "hub.config.KubeSpawner.start_timeout", "hub.config.KubeSpawner.http_timeout",
      ]),
    Feature(
      builtIn: "user-packing", "Servers packed on few nodes", "Servers go to the fullest node, so that empty ones can go.",
      documentation: "\(manual)/administrator/optimization.html#using-available-nodes-efficiently-the-user-scheduler",
      explains: ["scheduling.userScheduler"]),
  ]

  private static let builtInOfPages: [Feature] = [
    Feature(
      builtIn: "anonymous-names", "Anonymous names", "The hub knows users by a code and not by their names.",
      explains: ["custom.auth.anonymizeUsername"], shownBy: ["custom.auth.anonymizeUsername == true"]),
    Feature(
      builtIn: "binderhub-ui", "BinderHub", "Anyone who may enter opens a repository in an environment made for it.",
      documentation: "https://binderhub.readthedocs.io",
      explains: ["binderhub", "hub.config.BinderSpawner"], shownBy: ["binderhub.config.BinderHub"]),
    Feature(
      builtIn: "configurator", "Configurator", "Administrators change image and interface on a page of the hub.",
      documentation: "https://github.com/yuvipanda/jupyterhub-configurator",
      explains: ["custom.jupyterhubConfigurator", "hub.services.configurator"]),
    Feature(
      builtIn: "default-interface", "The page that opens first", "Which interface users get, and which they may choose.",
      documentation: "\(manual)/jupyterhub/customizing/user-environment.html",
      explains: [
        "singleuser.defaultUrl", "custom.homepage.templateVars.default_url",
        "custom.homepage.templateVars.interface_selector", "singleuser.extraEnv.JUPYTERHUB_SINGLEUSER_APP",
        "hub.extraFiles.configurator-schema-default.data.properties.Spawner.default_url",
      ]),
    Feature(
      builtIn: "docs-service", "A static website", "A book or a documentation beside the hub, for those who may enter it.",
      explains: [
        "staticWebsite", "docs_service", "ingressBasicAuth", "dex", "hub.services.dex", "hub.services.oauth2-proxy",
      ],
      shownBy: ["staticWebsite.enabled == true", "docs_service.enabled == true"]),
    Feature(
      builtIn: "homepage-branding", "First page of one's own", "Announcements, texts and templates of the page before login.",
      documentation: "https://github.com/2i2c-org/default-hub-homepage",
      explains: [
        "custom.homepage.gitRepoUrl", "custom.homepage.gitRepoBranch", "custom.homepage.additionalTemplatePaths",
        "custom.homepage.templateVars.announcements", "custom.homepage.templateVars.*.custom_html", "hub.templatePaths",
        "hub.templateVars",
      ]),
    Feature(
      builtIn: "named-servers", "Several servers for each user", "Users start several servers, each with a name.",
      documentation: "https://jupyterhub.readthedocs.io/en/stable/howto/configuration/config-user-env.html#named-servers",
      explains: ["hub.allowNamedServers", "hub.namedServerLimitPerUser"]),
    Feature(
      builtIn: "nbgitpuller", "Course links", "A link brings a repository into a user's home and opens it.",
      documentation: "https://nbgitpuller.readthedocs.io",
      explains: [
        "singleuser.defaultUrl", "custom.homepage.templateVars.default_url",
        "hub.extraFiles.configurator-schema-default.data.properties.Spawner.default_url",
      ],
      shownBy: [
        "singleuser.defaultUrl contains git-pull", "custom.homepage.templateVars.default_url contains git-pull",
        "hub.extraFiles.configurator-schema-default.data.properties.Spawner.default_url.default contains git-pull",
      ]),
    Feature(
      builtIn: "real-time-collaboration", "Working together in one server", "Groups share a server and see each other type.",
      stage: .experimental, documentation: "https://jupyterlab-realtime-collaboration.readthedocs.io",
      explains: [
        "hub.loadRoles.*collab*", "hub.loadGroups.*collab*", "singleuser.extraEnv.*COLLAB*",
        "singleuser.extraFiles.*collab*",
      ]),
  ]
}
