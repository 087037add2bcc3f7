import Basics

extension Hub {
  init?(_ name: String, _ value: ShapedValue) {
    guard let community = value["community"]?.id(CommunityID.self), let cluster = value["cluster"]?.id(ClusterID.self),
      let kind = value["kind"]?.choice(HubKind.self), let access = value["access"].flatMap(Access.init)
    else { return nil }
    self.init(
      id: HubID(name), name: value["name"]?.text, description: value["description"]?.text, community: community,
      cluster: cluster, kind: kind, effort: value["effort"].map(Effort.init) ?? Effort(), url: value["url"]?.text,
      staging: value["staging"]?.id(HubID.self),
      environment: Environment(
        image: value["environment"]?["image"]?.text, requirements: value["environment"]?["requirements"]?.text),
      access: access, profiles: value["profiles"]?.list.compactMap(Profile.init) ?? [],
      limits: value["limits"].map(Limits.init) ?? Limits(),
      idle: Idle(stopAfter: value["idle"]?["stop_after"]?.seconds),
      materials: value["materials"].flatMap(Materials.init),
      differsFromStaging: value["differs_from_staging"]?.texts ?? [],
      features: value["features"]?.texts.map { FeatureID($0) } ?? [],
      versions: Versions(
        jupyterhub: value["versions"]?["jupyterhub"]?.text, oauthenticator: value["versions"]?["oauthenticator"]?.text))
    if let awake = value["awake"]?.flag { self.awake = awake }
    if let values = value["values"]?.json { self.values = values }
  }
}

extension Effort {
  init(_ value: ShapedValue) {
    self.init(
      people: value["usage"]?["people"]?.integer, atOnce: value["usage"]?["at_once"]?.integer,
      authenticator: value["authenticator"]?.choice(Authenticator.self), image: value["image"]?.choice(Image.self),
      adjustments: value["adjustments"]?.texts ?? [],
      initialDevelopment: value["initial_development"]?.choice(InitialDevelopment.self),
      communityKnowledge: value["community_knowledge"]?.choice(CommunityKnowledge.self))
  }
}

extension Profile {
  init?(_ value: ShapedValue) {
    guard let name = value["name"]?.text else { return nil }
    self.init(
      name: name, description: value["description"]?.text, memory: value["limits"]?["memory"]?.bytes,
      cpu: value["limits"]?["cpu"]?.number)
    if let isDefault = value["default"]?.flag { self.isDefault = isDefault }
    visibleTo = value["visible_to"].map {
      Visibility(people: $0["people"]?.texts.map { PersonID($0) } ?? [], teams: $0["teams"]?.texts ?? [])
    }
  }
}

extension Limits {
  init(_ value: ShapedValue) {
    self.init(
      servers: value["servers"]?.integer, startsAtOnce: value["starts_at_once"]?.integer,
      memory: value["memory"]?.bytes, cpu: value["cpu"]?.number)
  }
}

extension Materials {
  init?(_ value: ShapedValue) {
    guard let repository = value["repository"]?.text else { return nil }
    self.init(repository: repository, open: value["open"]?.text)
    if let branch = value["branch"]?.text { self.branch = branch }
  }
}

extension Access {
  init?(_ value: ShapedValue) {
    guard let login = value["login"]?.choice(Login.self) else { return nil }
    let allow = value["allow"]
    self.init(
      login: login, people: allow?["people"]?.texts.map { PersonID($0) } ?? [], teams: allow?["teams"]?.texts ?? [],
      domains: allow?["domains"]?.texts ?? [], admins: value["admins"]?.texts.map { PersonID($0) } ?? [],
      password: value["password"]?.id(SecretName.self), adminPassword: value["admin_password"]?.id(SecretName.self),
      client: value["client"].flatMap(Client.init), open: value["open"].map(Open.init))
  }
}

extension Access.Client {
  init?(_ value: ShapedValue) {
    guard let id = value["id"]?.text, let secret = value["secret"]?.id(SecretName.self) else { return nil }
    self.init(
      id: id, secret: secret, authorizeURL: value["authorize_url"]?.text, tokenURL: value["token_url"]?.text,
      userdataURL: value["userdata_url"]?.text, usernameClaim: value["username_claim"]?.text)
  }
}

extension Access.Open {
  init(_ value: ShapedValue) {
    self.init(
      until: value["until"]?.text, seats: value["seats"]?.integer, because: value["because"]?.text)
  }
}
