import Basics

/// Who may do what: the table of permissions, and who has which role.
struct PermissionsPage: Sendable {
  var frame: PageFrame
  var permissions: PermissionsAnswer
  /// What the viewer is.
  var standings: [Standing]

  init(frame: PageFrame, permissions: PermissionsAnswer, standings: [Standing]) {
    self.frame = frame
    self.permissions = permissions
    self.standings = standings
  }

  /// `You are engineer; 4 people of the team and 2 representatives may sign in`.
  var answer: String {
    let team = Set(permissions.roles.flatMap(\.people).map(\.person)).count
    let representatives = Set(permissions.communities.flatMap(\.representatives).map(\.person)).count
    let everyone =
      "\(Words.count(team, "person", "people")) of the team and "
      + "\(Words.count(representatives, "community representative")) may sign in"
    guard let you else { return everyone }
    return "You \(you); \(everyone)"
  }

  private var you: String? {
    let titles = standings.filter { $0 != .machine }.map { $0.title.lowercased() }
    guard !titles.isEmpty else { return standings.contains(.machine) ? "may do everything here" : nil }
    return "are here as \(Words.list(titles))"
  }
}

extension PermissionsPage {
  var fields: Fields {
    [
      "answer": .text(answer),
      "roles": .list(permissions.roles.map(roleFields)), "permissions": .list(permissions.permissions.map(permissionFields)),
      "communities": .list(permissions.communities.map(communityFields)),
    ]
  }

  private func roleFields(_ role: PermissionsAnswer.RoleLine) -> Fields {
    [
      "id": .text("role-\(role.role)"), "path": .text("#role-\(role.role)"), "title": .text(role.title),
      "people": .text(Self.names(role.people)), "note": .text(Standing(rawValue: role.role)?.note),
      "own": .flag(standings.contains { $0.rawValue == role.role }),
    ]
  }

  private func permissionFields(_ line: PermissionsAnswer.PermissionLine) -> Fields {
    [
      "may": .text(line.may.prefix(1).uppercased() + line.may.dropFirst()),
      "cells": .list(
        permissions.roles.map { role -> Fields in
          let may = line.roles.contains(role.role)
          return ["text": .text(may ? "yes" : "–"), "style": .text(may ? nil : "none")]
        }),
    ]
  }

  private func communityFields(_ line: PermissionsAnswer.CommunityLine) -> Fields {
    [
      "name": .text(line.name), "path": .text(Paths.community(line.community)),
      "representatives": .text(Self.names(line.representatives)),
      "hubs": .list(line.hubs.map { ["hub": .text($0.rawValue), "path": .text(Paths.hub($0))] }),
    ]
  }

  private static func names(_ people: [PermissionsAnswer.PersonLine]) -> String? {
    people.isEmpty
      ? nil : people.map { $0.name == $0.person.rawValue ? $0.name : "\($0.name) (\($0.person))" }.joined(separator: ", ")
  }
}

extension Standing {
  /// Who it is, where no person of the team has it.
  fileprivate var note: String? {
    switch self {
    case .representative: "whoever a community’s file names, for its hubs: see below"
    case .hub: "each hub, by its own token, for itself"
    case .machine: "whoever is at the machine of the control plane"
    case .engineer, .operationsEngineer, .steward, .communityLead, .partnerships, .finance, .viewer: nil
    }
  }
}
