import HTTPTypes

/// What stands around every page, and what its forms need.
struct PageFrame: Sendable {
  /// The organisation's name.
  var organisation: String
  /// Who is signed in; nil on pages that need no sign-in.
  var viewer: Viewer?
  /// Goes with every form as the field `csrf`.
  var csrf: String
  var version: String
  /// When the shown data was read, in seconds since 1970.
  var dataAt: Double
  /// The time for which the page is made, in seconds since 1970.
  var now: Double
  /// What the last form did, said once on the page after it.
  var notice: Notice?
  /// What everyone here should know while it is so, such as "Users are not isolated from each other on this machine".
  var cautions: [String]

  init(
    organisation: String, viewer: Viewer? = nil, csrf: String = "", version: String, dataAt: Double? = nil,
    now: Double, notice: Notice? = nil, cautions: [String] = []
  ) {
    self.organisation = organisation
    self.viewer = viewer
    self.csrf = csrf
    self.version = version
    self.dataAt = dataAt ?? now
    self.now = now
    self.notice = notice
    self.cautions = cautions
  }

  struct Viewer: Sendable, Equatable {
    var name: String
    /// The pages offer what these allow, and no more.
    var permissions: Set<Permission>

    init(name: String, permissions: Set<Permission> = Permission.ofEveryPerson) {
      self.name = name
      self.permissions = permissions
    }
  }

  struct Notice: Sendable, Equatable {
    var sentence: String
    var isFailure: Bool

    init(_ sentence: String, isFailure: Bool = false) {
      self.sentence = sentence
      self.isFailure = isFailure
    }
  }

  func may(_ permission: Permission) -> Bool { viewer?.permissions.contains(permission) ?? false }

  /// Whether the viewer may open the page at a path of the table.
  func mayOpen(_ path: String) -> Bool {
    viewer.map { RouteTable.atoll[.get, path]?.admits($0.permissions) ?? false } ?? false
  }

  var mayChange: Bool { may(.change) }
  var mayPlan: Bool { may(.keepGrowthPlan) }
}
