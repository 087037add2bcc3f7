/// The options of each authenticator class, by version: what a class takes, and so what it ignores.
///
/// Listed from the classes themselves (`class_traits(config=True)`) of jupyterhub 4.0.1, 4.1.6, 5.4.3 and 6.1.1,
/// oauthenticator 15.1.0, 16.3.1 and 17.4.0, and of the packages that Zero to JupyterHub's images bring with them. An option
/// counts for a whole major version once its last release has it.
enum AuthenticatorOptions {
  /// The library whose major version decides which options a class has.
  enum Library: Sendable { case jupyterhub, oauthenticator, other }

  /// A class: the one that it derives from, and its own options. `name>16` is an option of versions after 16, `name<16`
  /// one of versions before it.
  struct Entry: Sendable {
    let name: String
    let parent: String?
    let library: Library
    let options: [Option]

    init(_ name: String, under parent: String?, of library: Library, _ options: String) {
      self.name = name
      self.parent = parent
      self.library = library
      self.options = options.split(whereSeparator: \.isWhitespace).map(Option.init)
    }
  }

  struct Option: Sendable {
    let name: String
    let majors: Range<Int>

    init(_ text: Substring) {
      let name = text.prefix { $0 != ">" && $0 != "<" }
      let after = text.split(separator: ">").dropFirst().first.flatMap { LibraryVersion($0)?.major }
      let before = text.split(separator: "<").dropFirst().first.flatMap { LibraryVersion($0)?.major }
      self.name = String(name)
      majors = (after.map { $0 + 1 } ?? 0)..<(before ?? Int.max)
    }
  }

  static let entries: [Entry] = [
    Entry(
      "Auth0OAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      allow_unverified_email>16 auth0_domain auth0_subdomain username_key
      """),
    Entry(
      "Authenticator", under: nil, of: .jupyterhub,
      """
      admin_users allow_all>4 allow_existing_users>4 allowed_users any_allow_config>4 auth_refresh_age \
      auth_refresh_strict>5 auto_login auto_login_oauth2_authorize blocked_users delete_invalid_users \
      enable_auth_state manage_groups manage_roles>4 otp_prompt>4 post_auth_hook reconcile_auth_state_hook>5 \
      refresh_pre_spawn refresh_pre_stop>4 request_otp>4 reset_managed_roles_on_startup>4 username_map \
      username_pattern whitelist
      """),
    Entry(
      "AzureAdOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      graph_url>16 login_service<16 tenant_id user_groups_claim>15 username_claim<16
      """),
    Entry("BitbucketOAuthenticator", under: "OAuthenticator", of: .oauthenticator, "allowed_teams team_whitelist"),
    Entry(
      "CILogonOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      additional_username_claims allowed_idps cilogon_host idp idp_whitelist idps>16 shown_idps skin \
      strip_idp_domain username_claim<16
      """),
    Entry("DummyAuthenticator", under: "Authenticator", of: .jupyterhub, "password"),
    Entry(
      "FirstUseAuthenticator", under: "Authenticator", of: .other,
      """
      check_passwords_on_startup create_users dbm_path min_password_length
      """),
    Entry(
      "GenericOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      admin_groups<17 allowed_groups<17 basic_auth<16 claim_groups_key extra_params login_service<16 \
      tls_verify userdata_params<16 userdata_token_method<16 username_key
      """),
    Entry(
      "GitHubOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      allowed_organizations github_api github_client_id github_client_secret github_organization_whitelist \
      github_url populate_teams_in_auth_state
      """),
    Entry(
      "GitLabOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      allowed_gitlab_groups allowed_project_ids gitlab_api gitlab_api_version gitlab_group_whitelist \
      gitlab_project_id_whitelist gitlab_url
      """),
    Entry(
      "GlobusOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      admin_globus_groups allowed_globus_groups exclude_tokens globus_groups_url globus_local_endpoint \
      identity_provider revocation_url revoke_tokens_on_logout username_from_email
      """),
    Entry(
      "GoogleOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      admin_google_groups allowed_google_groups google_api_url google_group_whitelist \
      google_service_account_keys gsuite_administrator hosted_domain include_nested_groups>16 login_service<16 \
      strip_domain>16 user_info_url<16 username_claim<16
      """),
    Entry(
      "LDAPAuthenticator", under: "Authenticator", of: .other,
      """
      allowed_groups attributes auth_state_attributes bind_dn_template escape_userdn group_attributes>4 \
      group_search_filter>4 lookup_dn lookup_dn_search_filter lookup_dn_search_password lookup_dn_search_user \
      lookup_dn_user_dn_attribute search_filter server_address server_port tls_kwargs>4 tls_strategy>4 \
      use_lookup_dn_username use_ssl user_attribute user_search_base valid_username_regex
      """),
    Entry(
      "LTI11Authenticator", under: "Authenticator", of: .other,
      """
      config_description config_icon config_title consumers uri_scheme>4 username_key
      """),
    Entry(
      "LTI13Authenticator", under: "Authenticator", of: .other,
      """
      authorize_url>4 client_id>4 issuer jwks_algorithms jwks_endpoint tool_description tool_name uri_scheme>4 \
      username_key
      """),
    Entry(
      "LocalAuthenticator", under: "Authenticator", of: .jupyterhub,
      """
      add_user_cmd allowed_groups create_system_users group_whitelist uids
      """),
    Entry("MWOAuthenticator", under: "OAuthenticator", of: .oauthenticator, "executor_threads mw_index_url"),
    Entry(
      "NativeAuthenticator", under: "Authenticator", of: .other,
      """
      allow_2fa allow_self_approval_for allowed_failed_logins ask_email_on_signup check_common_password \
      delete_firstuse_db_after_import enable_signup firstuse_db_path import_from_firstuse \
      minimum_password_length open_signup recaptcha_key recaptcha_secret seconds_before_next_try secret_key \
      self_approval_email self_approval_server tos
      """),
    Entry("NullAuthenticator", under: "Authenticator", of: .jupyterhub, ""),
    Entry(
      "OAuthenticator", under: "Authenticator", of: .oauthenticator,
      """
      admin_groups>16 allow_all>15 allow_existing_users>15 allowed_groups>16 allowed_scopes>15 \
      auth_state_groups_key>16 authorize_url basic_auth>15 client_id client_secret custom_403_message \
      enable_pkce>16 extra_authorize_params http_request_kwargs>15 login_service>15 logout_redirect_url \
      modify_auth_state_hook>16 oauth_callback_url refresh_user_hook>16 scope token_params>15 token_url \
      userdata_from_id_token>15 userdata_params>15 userdata_token_method>15 userdata_url username_claim>15 \
      validate_server_cert
      """),
    Entry("OkpyOAuthenticator", under: "OAuthenticator", of: .oauthenticator, ""),
    Entry(
      "OpenShiftOAuthenticator", under: "OAuthenticator", of: .oauthenticator,
      """
      admin_groups<17 allowed_groups<17 ca_certs openshift_auth_api_url openshift_rest_api_url openshift_url \
      validate_cert
      """),
    Entry(
      "PAMAuthenticator", under: "LocalAuthenticator", of: .jupyterhub,
      """
      admin_groups check_account encoding executor_threads>4 open_sessions pam_normalize_username service
      """),
    Entry(
      "SharedPasswordAuthenticator", under: "Authenticator", of: .jupyterhub,
      """
      admin_password password_groups>5 user_password
      """),
    Entry("TmpAuthenticator", under: "Authenticator", of: .other, "force_new_server<5 login_service>4"),

  ]
}
