import Basics

@testable import Fleet

/// A small fleet in the layout `2i2c`: two clusters, a chart that nests another that nests Zero to JupyterHub.
enum AdoptedExample {
  static let texts = [
    "config/clusters/shore/cluster.yaml": """
    name: shore
    provider: gcp
    tenancy: shared
    gcp: {zone: us-central1-b, key: enc-deployer.secret.json}
    support:
      helm_chart_values_files: [support.values.yaml, enc-support.secret.values.yaml]
    hubs:
      - name: staging
        display_name: "Staging of the shore"
        domain: staging.alpha.example
        helm_chart: basehub
        helm_chart_values_files:
          - common.values.yaml
          - staging.values.yaml
      - name: reef
        display_name: "The reef"
        domain: reef.alpha.example
        helm_chart: basehub
        helm_chart_values_files:
          - common.values.yaml
          - reef.values.yaml
          - enc-reef.secret.values.yaml
    """,
    "config/clusters/shore/support.values.yaml": "prometheus: {}",
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
    "config/clusters/shore/staging.values.yaml": "jupyterhub: {}",
    "config/clusters/shore/reef.values.yaml": """
    jupyterhub:
      singleuser:
        memory:
          limit: 4G
        image:
          name: quay.io/alpha/reef
          tag: "2026.1"
      hub:
        config:
          Authenticator:
            admin_users: [ada]
    """,
    "config/clusters/dock/cluster.yaml": """
    name: dock
    provider: aws
    tenancy: dedicated
    aws: {region: eu-central-1}
    hubs:
      - name: staging
        helm_chart: daskhub
        helm_chart_values_files: [common.values.yaml]
      - name: prod
        helm_chart: daskhub
        helm_chart_values_files: [common.values.yaml, prod.values.yaml]
    """,
    "config/clusters/dock/common.values.yaml": "basehub: {jupyterhub: {singleuser: {memory: {limit: 8G}}}}",
    "config/clusters/dock/prod.values.yaml": "basehub: {jupyterhub: {singleuser: {defaultUrl: null}}}",
    "helm-charts/basehub/Chart.yaml": """
    name: basehub
    version: 0.1.0
    dependencies:
      - name: jupyterhub
        version: 3.0.0-beta.1.git.6208
        repository: https://charts.alpha.example/
    """,
    "helm-charts/basehub/values.yaml": "nfs: {enabled: true}\njupyterhub: {singleuser: {defaultUrl: /tree}}",
    "helm-charts/daskhub/Chart.yaml": """
    name: daskhub
    version: 0.1.0
    dependencies:
      - {name: basehub, version: 0.1.0, repository: "file://../basehub"}
      - {name: dask-gateway, version: 2023.1.0, repository: "https://dask.alpha.example/"}
    """,
    "helm-charts/daskhub/values.yaml": "basehub: {jupyterhub: {singleuser: {defaultUrl: /lab}}}",
    "charts/jupyterhub-3.0.0-beta.1/values.yaml": "singleuser: {defaultUrl: null, memory: {limit: null, guarantee: 1G}}\nhub: {}",
  ]

  /// The example with some files changed; nil takes a file away.
  static func source(_ changes: [String: String?] = [:]) -> FleetSource {
    var texts = texts
    for (path, text) in changes { texts[path] = text }
    return FleetSource(texts: texts)
  }

  static func load(_ changes: [String: String?] = [:]) -> LoadedFleet { FleetLoader.load(source(changes)) }
}

extension LoadedFleet {
  /// The values of a hub of the loaded fleet.
  func values(_ hub: HubID) -> EffectiveValues? {
    fleet.flatMap { fleet in fleet.hubs[hub].map { fleet.effectiveValues(of: $0) } }
  }

  func all(_ code: FindingCode) -> [Finding] { findings.filter { $0.code == code } }
}
