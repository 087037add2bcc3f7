import Basics

/// Keys of one object that say something only together.
extension ShapeReader {
  mutating func checkPairs(_ value: ShapedValue, _ kind: FileKind) {
    switch kind {
    case .fleet: checkMail(value)
    case .community, .cluster, .hub, .feature: break
    }
  }

  private mutating func checkMail(_ value: ShapedValue) {
    guard let mail = value["notify"]?["mail"], let place = places["notify.mail"] else { return }
    let usesSendmail = mail["sendmail"]?.flag == true
    if usesSendmail, let server = places["notify.mail.server"] {
      log.report(
        .contradiction, at: server, "'server' and 'sendmail' are both given, and mail goes one way only",
        next: "remove one of them")
    } else if !usesSendmail, places["notify.mail.server"] == nil {
      log.report(
        .contradiction, at: place, "no way is given by which mail goes",
        next: "add 'server: smtp://host:port' or 'sendmail: true'")
    }
  }
}
