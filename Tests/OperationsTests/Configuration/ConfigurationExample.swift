import Basics
import Fleet
import Operations
import Testing

/// Fleets written out in place, in both layouts.
enum ConfigurationExample {
  static let adoptedTexts: [String: String] = [
    "config/clusters/shore/cluster.yaml": """
    name: shore
    provider: gcp
    tenancy: shared
    hubs:
      - name: reef
        display_name: The reef
        domain: reef.example.org
        helm_chart: basehub
        helm_chart_values_files:
          - common.values.yaml
          - reef.values.yaml
          - enc-reef.secret.values.yaml
      - name: sand
        display_name: The sand
        domain: sand.example.org
        helm_chart: daskhub
        helm_chart_values_files:
          - sand.values.yaml
    """,
    "config/clusters/shore/common.values.yaml": """
    jupyterhub:
      singleuser:
        memory:
          limit: 2G
      hub:
        config:
          JupyterHub:
            authenticator_class: github
    """,
    "config/clusters/shore/reef.values.yaml": """
    jupyterhub:
      ingress:
        hosts: [reef.example.org]
      singleuser:
        memory:
          limit: 4G
        profileList:
          - display_name: Small
            kubespawner_override: {mem_limit: 1G}
        extraEnv:
          UPSTREAM_TOKEN: hunter2hunter2
        storage: null
    """,
    "config/clusters/shore/sand.values.yaml": """
    basehub:
      jupyterhub:
        ingress:
          hosts: [sand.example.org]
        singleuser:
          memory:
            limit: 4G
        hub:
          config:
            JupyterHub:
              authenticator_class: github
    """,
    "config/clusters/deep/cluster.yaml": """
    name: deep
    hubs:
      - name: reef
        domain: deep.example.org
        helm_chart: basehub
        helm_chart_values_files: [reef.values.yaml]
    """,
    "config/clusters/deep/reef.values.yaml": "jupyterhub: {cull: {enabled: false}}\n",
    "helm-charts/basehub/Chart.yaml": """
    name: basehub
    version: "1.0"
    dependencies:
      - {name: jupyterhub, version: 3.0.0-beta.1, repository: https://example.org}
    """,
    "helm-charts/basehub/values.yaml": """
    jupyterhub:
      singleuser:
        memory:
          guarantee: 256M
    """,
    "helm-charts/daskhub/Chart.yaml": """
    name: daskhub
    version: "1.0"
    dependencies:
      - {name: basehub, version: "1.0", repository: file://../basehub}
      - {name: dask-gateway, version: "2023.1", repository: https://example.org}
    """,
    "helm-charts/daskhub/values.yaml": "basehub: {jupyterhub: {singleuser: {memory: {guarantee: 512M}}}}\n",
    "charts/jupyterhub-3.0.0-beta.1/Chart.yaml": "name: jupyterhub\nversion: 3.0.0-beta.1\n",
    "charts/jupyterhub-3.0.0-beta.1/values.yaml": """
    singleuser:
      memory:
        limit:
        guarantee: 1G
      storage:
        type: dynamic
    cull:
      enabled: true
    """,
    "features/dask.yaml": """
    name: Memory
    stage: general
    owners: [wren]
    explains: [singleuser.memory]
    """,
    "fleet.yaml": """
    name: Shore
    people:
      wren: {name: Wren Lagoon, roles: [engineer]}
    hubs:
      shore/reef: {features: [dask]}
    """,
  ]

  static let nativeTexts: [String: String] = [
    "fleet.yaml": "name: Alpha\n",
    "communities/reef.yaml": "name: Reef\n",
    "clusters/harbour.yaml": "engine: local\n",
    "hubs/reef.yaml": """
    name: Reef
    community: reef
    cluster: harbour
    kind: basic
    staging: reef-staging
    access: {login: github, allow: {people: [ada]}, client: {id: reef, secret: {secret: reef-client}}}
    limits: {memory: 2G}
    values:
      cull: {maxAge: 600}
      singleuser:
        memory: {limit: 3G}
        extraEnv: {DATABASE: {secret: reef-database}}
    """,
    "hubs/reef-staging.yaml": """
    name: Reef staging
    community: reef
    cluster: harbour
    kind: basic
    access: {login: github, allow: {people: [ada]}, client: {id: reef, secret: {secret: reef-client}}}
    limits: {memory: 2G}
    """,
  ]

  static func fleet(_ texts: [String: String]) throws -> Fleet {
    try #require(FleetLoader.load(FleetSource(texts: texts)).fleet)
  }

  static func adopted(_ hub: String, changing: [String: String] = [:]) throws -> HubConfiguration {
    let fleet = try fleet(adoptedTexts.merging(changing) { $1 })
    return HubConfiguration(of: try HubName.resolve(hub, in: fleet), in: fleet)
  }

  static func native(_ hub: String) throws -> HubConfiguration {
    let fleet = try fleet(nativeTexts)
    return HubConfiguration(of: try HubName.resolve(hub, in: fleet), in: fleet)
  }
}
