public import Basics

/// The group of people that hubs serve: `communities/<community>.yaml`.
public struct Community: Sendable, Equatable {
  public var id: CommunityID
  public var file: String
  public var name: String
  public var description: String?
  public var website: String?
  /// The day it joined, as `YYYY-MM-DD`.
  public var since: String?
  /// Those who may ask for changes in its name.
  public var representatives: [PersonID: Representative]
  /// What was agreed with it; nil where nothing is declared.
  public var agreement: Agreement?

  public init(
    id: CommunityID, file: String? = nil, name: String, description: String? = nil, website: String? = nil,
    since: String? = nil, representatives: [PersonID: Representative] = [:], agreement: Agreement? = nil
  ) {
    self.id = id
    self.file = file ?? "communities/\(id).yaml"
    self.name = name
    self.description = description
    self.website = website
    self.since = since
    self.representatives = representatives
    self.agreement = agreement
  }
}

/// A person who may ask for changes in a community's name.
public struct Representative: Sendable, Equatable {
  public var name: String
  public var mail: String?

  public init(name: String, mail: String? = nil) {
    self.name = name
    self.mail = mail
  }
}
