public import Fleet

extension Admission {
  /// Whether somebody may enter a hub with these values, by the rules of these versions.
  ///
  /// What cannot be read (code, layers, a class that Atoll does not know) makes every answer uncertain; `byTheValues` then
  /// says what the rest answers. Where the versions are not known, the answer is that of those that let more people in.
  public static func of(_ identity: Identity, _ values: EffectiveValues, versions: HubVersions) -> Admission {
    let doubts = Doubts.of(values)
    let named = values.jupyterhub?["hub"]?["config"]?["JupyterHub"]?["authenticator_class"]
    let name = named?.string ?? "dummy"
    guard let jupyterhub = values.jupyterhub, named == nil || named?.string != nil,
      let kind = AuthenticatorClass.named(name)
    else { return uncertain(doubts + (values.jupyterhub == nil ? [] : [Doubts.unknown(name, at: named?.place)])) }
    let config = Login.sections(of: jupyterhub)
    let all = doubts + versions.doubts(usesOAuthenticator: kind.kind.usesOAuthenticator)
    var found: Admission?
    for version in versions.candidates {
      let door = Door(Login(kind: kind, sections: config, version: version, place: named?.place), identity)
      let admission = door.admission(with: all)
      if found == nil || admission.answer == .yes || admission.byTheValues == .yes { found = admission }
    }
    return found ?? uncertain(all)
  }

  private static func uncertain(_ doubts: [Audience.Doubt]) -> Admission {
    Admission(answer: .uncertain, byTheValues: nil, name: nil, isAdmin: false, reasons: [], doubts: doubts)
  }
}

extension Door {
  fileprivate func admission(with doubts: [Audience.Doubt]) -> Admission {
    do throws(Halt) {
      let entry = try enter()
      return Admission(
        answer: doubts.isEmpty ? .yes : .uncertain, byTheValues: doubts.isEmpty ? nil : .yes, name: entry.name,
        isAdmin: entry.isAdmin, reasons: entry.reasons, doubts: doubts)
    } catch {
      switch error {
      case .refused(let reason):
        return Admission(
          answer: doubts.isEmpty ? .no : .uncertain, byTheValues: doubts.isEmpty ? nil : .no, name: nil, isAdmin: false,
          reasons: [reason], doubts: doubts)
      case .uncertain(let doubt):
        return Admission(
          answer: .uncertain, byTheValues: nil, name: nil, isAdmin: false, reasons: [], doubts: doubts + [doubt])
      }
    }
  }
}

extension Admission {
  /// Whether somebody may enter a hub of a fleet.
  public static func of(_ identity: Identity, to hub: Hub, in fleet: Fleet) -> Admission {
    let values = fleet.effectiveValues(of: hub)
    return of(identity, values, versions: .of(hub, in: fleet, values))
  }
}
