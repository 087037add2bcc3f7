public import Basics
public import Fleet

/// What the numbers about money leave out, and why.
public enum MoneyNote: Sendable, Equatable {
  /// The community pays nothing, as nothing was agreed.
  case noAgreement(CommunityID)
  /// The agreement names no fee, and there is none for this kind of hub.
  case noFeeOfKind(CommunityID, HubKind)
  /// The community pays by users, and of these hubs nobody said how many they serve.
  case usersUnknown(CommunityID, hubs: [HubID])
  /// The community pays by users, and `money.usage` says no prices.
  case noUsagePrices(CommunityID)
  /// The organisation pays the cloud, and its cost is not known.
  case cloudUnknown(CommunityID)
  /// The last day has passed, and nothing says that it goes on.
  case agreementEnded(CommunityID, CalendarDay)
  /// A lead that names no fee, of a kind that has none.
  case leadWithoutFee(LeadID, HubKind)
  /// A lead to be renewed or to leave that has no agreement.
  case leadWithoutAgreement(LeadID)
  /// So many days ago.
  case cashIsOld(days: Int)

  /// For people: what is left out, and what to do about it.
  public var sentence: String {
    switch self {
    case .noAgreement(let community): "\(community) has no agreement and pays nothing. Declare one in its file."
    case .noFeeOfKind(let community, let kind):
      "There is no fee for \(kind.rawValue) hubs, so those of \(community) count as 0. Declare one in money.fees."
    case .usersUnknown(let community, let hubs):
      "\(community) pays by users, but nobody said how many use \(hubs.map(\.rawValue).joined(separator: ", ")); counted as 0. "
        + "Declare agreement.active_users, or effort.usage.people of the hub."
    case .noUsagePrices(let community): "\(community) pays by users, but there are no prices. Declare money.usage."
    case .cloudUnknown(let community):
      "The organisation pays the cloud of \(community), and nobody said how much; counted as 0. Declare agreement.cloud."
    case .agreementEnded(let community, let day):
      "The agreement with \(community) ended on \(day) and counts as ended. Renew it in the community's file."
    case .leadWithoutFee(let lead, let kind):
      "The lead \(lead) names no fee, and there is none for \(kind.rawValue) hubs; counted as 0. Declare one."
    case .leadWithoutAgreement(let lead):
      "The lead \(lead) is about an agreement that is not declared, so it changes nothing. Name its community."
    case .cashIsOld(let days): "The cash was counted \(days) days ago and is carried forward. Count it again."
    }
  }
}
