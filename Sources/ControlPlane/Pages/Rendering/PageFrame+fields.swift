extension PageFrame {
  /// What the layout shows, under the name `frame`.
  func fields(at place: NavigationPlace?, assets: [String: PageAsset]) -> Fields {
    let navigation = NavigationPlace.allCases.filter { mayOpen($0.path) }.map { entry -> Fields in
      ["path": .text(entry.path), "title": .text(entry.title), "current": .flag(entry == place)]
    }
    let notice: Fields? = notice.map { notice in
      ["sentence": .text(Words.sentence(notice.sentence)), "tone": .text(Tone(notice).rawValue)]
    }
    let frame: Fields = [
      "organisation": .text(organisation), "version": .text(version),
      "navigation": .list(viewer == nil ? [] : navigation),
      "viewer": .text(viewer?.name), "mayChange": .flag(mayChange), "csrf": .text(csrf),
      "dataAt": .time(dataAt, now: now), "nowSeconds": .text(String(Int(now))),
      "cautions": .texts(cautions.map(Words.sentence)), "notice": .group(notice),
      "css": .text(assets["atoll.css"]?.path), "script": .text(assets["atoll.js"]?.path),
      "icon": .text(assets["favicon.svg"]?.path), "overview": .text(Paths.overview), "signOut": .text(Paths.signOut),
      "permissions": .text(mayOpen(Paths.permissions) ? Paths.permissions : nil),
      "sessions": .text(mayOpen(Paths.sessions) ? Paths.sessions : nil),
    ]
    return ["frame": .group(frame)]
  }
}

extension Tone {
  fileprivate init(_ notice: PageFrame.Notice) { self = notice.isFailure ? .bad : .good }
}
