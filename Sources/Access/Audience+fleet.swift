public import Fleet

extension HubVersions {
  /// The versions of a hub of a fleet: of its chart in an adopted layout, else those of Atoll's engine.
  public static func of(_ hub: Hub, in fleet: Fleet, _ values: EffectiveValues) -> HubVersions {
    let chart = hub.adoption.flatMap { fleet.adopted?.charts[$0.chartKey]?.tree }
    return of(chart: chart, declared: hub.versions, jupyterhub: values.jupyterhub)
  }
}

extension Audience {
  /// Who may enter a hub of a fleet, as far as can be read.
  public static func of(_ hub: Hub, in fleet: Fleet, _ values: EffectiveValues? = nil) -> Audience {
    let values = values ?? fleet.effectiveValues(of: hub)
    return of(values, versions: .of(hub, in: fleet, values))
  }
}
