import Fleet

/// What an option takes. A value of another type keeps the hub from starting. From the traits of the classes; an option
/// that is not named here is a text, or something that can also be a text.
enum OptionType {
  case names, set, setOfText, list, listOfText, map, truth, integer, textOrNull, anything, text

  static func of(_ option: String, in kind: AuthenticatorClass.Kind) -> OptionType {
    let type = table[option] ?? .text
    // The groups of a machine may be of any type.
    return kind == .pam && type == .setOfText ? .set : type
  }

  private static let table: [String: OptionType] = {
    let groups: [(OptionType, String)] = [
      (.names, "admin_users allowed_users whitelist"),
      (
        .set,
        """
        admin_globus_groups allowed_gitlab_groups allowed_globus_groups allowed_organizations allowed_project_ids \
        allowed_teams blocked_users github_organization_whitelist gitlab_group_whitelist \
        gitlab_project_id_whitelist group_whitelist team_whitelist
        """
      ),
      (.setOfText, "admin_groups allowed_groups"),
      (.list, "additional_username_claims exclude_tokens idp_whitelist shown_idps"),
      (.listOfText, "allowed_scopes hosted_domain scope"),
      (
        .map,
        """
        admin_google_groups allowed_google_groups allowed_idps extra_authorize_params extra_params google_group_whitelist \
        google_service_account_keys gsuite_administrator http_request_kwargs idps password_groups self_approval_server \
        token_params uids userdata_params username_map
        """
      ),
      (
        .truth,
        """
        allow_2fa allow_all allow_existing_users allow_unverified_email any_allow_config ask_email_on_signup \
        auth_refresh_strict auto_login auto_login_oauth2_authorize basic_auth check_account check_common_password \
        check_passwords_on_startup create_system_users create_users delete_firstuse_db_after_import delete_invalid_users \
        enable_auth_state enable_pkce enable_signup import_from_firstuse include_nested_groups manage_groups manage_roles \
        open_sessions open_signup pam_normalize_username populate_teams_in_auth_state refresh_pre_spawn refresh_pre_stop \
        request_otp reset_managed_roles_on_startup revoke_tokens_on_logout strip_domain strip_idp_domain tls_verify \
        userdata_from_id_token username_from_email validate_server_cert
        """
      ),
      (
        .integer,
        """
        allowed_failed_logins auth_refresh_age executor_threads min_password_length minimum_password_length \
        seconds_before_next_try
        """
      ),
      (.textOrNull, "admin_password allow_self_approval_for user_password"),
      (
        .anything,
        """
        add_user_cmd gitlab_api_version modify_auth_state_hook otp_prompt post_auth_hook reconcile_auth_state_hook \
        refresh_user_hook self_approval_email
        """
      ),
    ]
    var table: [String: OptionType] = [:]
    for (type, names) in groups { for name in names.split(separator: " ") { table[String(name)] = type } }
    return table
  }()

  func takes(_ value: SourcedValue) -> Bool {
    switch (self, value.content) {
    case (.anything, _), (.textOrNull, .null), (.textOrNull, .string), (.text, .string), (.truth, .bool), (.integer, .int),
      (.integer, .bool),
      (.map, .map), (.list, .list),
      // A single text counts as a list of one.
      (.names, .string), (.set, .string), (.setOfText, .string), (.list, .string), (.listOfText, .string):
      true
    // A secret by its name, in whose place the engine puts its text.
    case (.text, .map(let members)), (.textOrNull, .map(let members)):
      members.count == 1 && members["secret"]?.string != nil
    case (.set, .list(let elements)): elements.allSatisfy { $0.elements == nil && !$0.isMap }
    // A name that is no text cannot be brought to lower case.
    case (.names, .list(let elements)), (.setOfText, .list(let elements)), (.listOfText, .list(let elements)):
      elements.allSatisfy { $0.string != nil }
    default: false
    }
  }

  /// In a sentence: it is …
  var title: String {
    switch self {
    case .names, .set, .setOfText, .list, .listOfText: "a list"
    case .map: "a map"
    case .truth: "true or false"
    case .integer: "a number"
    case .textOrNull, .text: "a text"
    case .anything: "anything"
    }
  }

  static func words(for value: SourcedValue) -> String {
    switch value.content {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int, .double: "a number"
    case .string: "a text"
    case .list: "such a list"
    case .map: "a map"
    }
  }
}
