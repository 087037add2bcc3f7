import Basics
import Engines
import Fleet
import Foundation
import Logging

extension FleetService {
  /// Makes the passwords of awake hubs with one password for all that are found nowhere, so that a hub can be started
  /// before anyone has thought of one; `atoll passwords HUB` tells them. A secret that is there is never touched.
  func makeSharedPasswords(for fleet: Fleet, awake: [HubID]) throws {
    let folder = StateFolder(path: configuration.state).secrets
    let known = FolderSecrets(folder: folder)
    for hub in awake.compactMap({ fleet.hubs[$0] }) where hub.access.login == .sharedPassword {
      for (name, length) in [(hub.access.password, 3), (hub.access.adminPassword, 9)] {
        guard let name, try known.value(of: name) == nil else { continue }
        try PrivateFile.makeFolder(folder)
        try PrivateFile.write(SharedPassword.random(groups: length), to: "\(folder)/\(name)")
        logger.notice("made a password", metadata: ["secret": "\(name)", "hub": "\(hub.id)"])
      }
    }
  }
}

/// A password that is easily read aloud: groups of four letters without look-alikes, about 4.5 bits a letter.
enum SharedPassword {
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

  static func random(groups: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<groups).map { _ in
      String((0..<4).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }.joined(separator: "-")
  }
}
