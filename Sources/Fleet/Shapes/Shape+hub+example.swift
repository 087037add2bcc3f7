extension Shape {
  static let hubExample = """
    # Where coral counts from four field stations come together.
    name: Open Reef
    description: For the research group and its partners.
    community: openreef               # communities/openreef.yaml
    cluster: harbour                  # clusters/harbour.yaml
    type: jupyterhub
    kind: research                    # basic, research or experimental
    awake: true                       # it should run; a hub that is not awake is declared and counted

    effort:                           # what makes it cost work
      usage: {people: 60, at_once: 20}
      authenticator: standard
      image: packages
      adjustments: [dask]
      initial_development: some
      community_knowledge: high

    url: https://openreef.alpha.example
    staging: openreef-staging         # changes go there first
    differs_from_staging: [access.allow, limits.servers]

    environment:
      image: quay.io/example/reef:2026.11.1     # for engines that run containers
      requirements: requirements/openreef.txt   # for the local engine

    access:
      login: oidc
      allow:
        people: [ida, kofi]           # these people,
        teams: ["openreef:members"]   # these teams,
        domains: [openreef.example]   # and everyone with an account there
      admins: [ida]
      client:
        id: openreef
        secret: {secret: openreef-client}   # the name of a secret, never the secret
        authorize_url: https://login.openreef.example/authorize
        token_url: https://login.openreef.example/token
        userdata_url: https://login.openreef.example/userinfo
        username_claim: preferred_username
      # With login: shared-password, in place of client:
      #   password: {secret: openreef-password}
      #   admin_password: {secret: openreef-admin-password}

    profiles:
      - name: Small
        description: For reading, writing and small tables.
        default: true
        limits: {memory: 1G, cpu: 0.5}
      - name: Large
        description: For the yearly count.
        limits: {memory: 4G, cpu: 2}
        visible_to:                   # who sees it; leave it out for everyone
          people: [ida]
          teams: ["openreef:count"]

    limits:
      servers: 80                     # at once
      starts_at_once: 10
      memory: 1G                      # of a server that no profile says otherwise of
      cpu: 1

    idle:
      stop_after: 2h                  # or never

    materials:
      repository: content/course      # a folder of the fleet, or an https address
      branch: main
      open: index.ipynb

    features: [dask]                  # features/dask.yaml
    versions: {jupyterhub: "5.4.3", oauthenticator: "17.3.0"}   # quoted, so that 5.4 is not taken for a number

    values:                           # raw chart values; each is explained by a feature or is an exception
      singleuser:
        extraEnv:
          DASK_TEMPORARY_DIRECTORY: /tmp/dask

    """
}
