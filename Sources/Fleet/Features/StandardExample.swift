import Basics

extension StandardStructure {
  /// One complete hub of a kind, as a commented values file of an adopted layout: every path of ``parts(of:)`` stands in it
  /// with a sensible value, and nothing else.
  public static func example(of kind: HubKind) -> String {
    let head = """
      # All that a hub of the kind \(kind.rawValue) sets as a matter of course. Take what yours needs; whatever else it sets
      # is explained by a feature, or is an exception.

      """
    switch kind {
    case .basic: return [head, homes, page, hub, servers, storage].joined()
    case .research: return [head, homes, account, page, hub, servers, choices, storage].joined()
    case .experimental: return [head, homes, account, page, hub, hubImage, servers, choices, storage].joined()
    }
  }

  /// One complete hub of a kind, as a file of the native layout, whose typed keys are the structure.
  public static func nativeExample(of kind: HubKind) -> String {
    let (key, width) = ("kind: research", 34)
    let line = "kind: \(kind.rawValue)"
    return Shape.hubExample.replacing(
      key + String(repeating: " ", count: width - key.count) + "#",
      with: line + String(repeating: " ", count: width - line.count) + "#")
  }

  private static let homes = """
    nfs:                                    # where homes are kept: a share that the hubs of a cluster have together
      enabled: true
      pv:
        serverIP: 10.0.0.2                  # the file server,
        baseShareName: /homes/              # the share on it, with a folder for each hub,
        mountOptions: [soft, noatime, vers=4.2]   # and how nodes mount it
      dirsizeReporter:
        enabled: true                       # how full each home is, for dashboards

    """

  private static let account = """
    userServiceAccount:
      annotations:                          # as whom its servers act in the cloud
        iam.gke.io/gcp-service-account: reef@alpha.iam.gserviceaccount.com

    """

  private static let page = """
    jupyterhub:
      ingress:
        hosts: [reef.alpha.example]         # its address,
        tls:                                # and the certificate for it
          - {hosts: [reef.alpha.example], secretName: https-auto-tls}
      custom:
        homepage:
          templateVars:                     # whose it is, as its first page says
            org:
              name: The Reef Institute
              url: https://reef.example
              logo_url: https://reef.example/logo.png
            designed_by: {name: Alpha, url: https://alpha.example}
            operated_by: {name: Alpha, url: https://alpha.example}
            funded_by: {name: The Reef Fund, url: https://fund.example}
        2i2c:
          add_staff_user_ids_to_admin_users: true   # people of the team administer it too:
          add_staff_user_ids_of_type: google        # their accounts at Google, or at github

    """

  private static let hub = """
      hub:
        config:
          JupyterHub:
            authenticator_class: cilogon    # who may log in: CILogon,
            admin_access: false             # whether admins may enter others' servers (before JupyterHub 2)
          CILogonOAuthenticator:
            oauth_callback_url: https://reef.alpha.example/hub/oauth_callback
            allowed_idps:                   # and of all that it knows only this institution
              https://idp.reef.example/saml:
                username_derivation: {username_claim: email}
          Authenticator:
            admin_users: [ida@reef.example] # who administers it, beside people of the team

    """

  private static let hubImage = """
        image:                              # software of the hub that is tried out before others get it
          name: quay.io/alpha/hub-of-tomorrow
          tag: "2026.11.1"

    """

  private static let servers = """
      singleuser:
        memory: {limit: 2G, guarantee: 512M}   # what a server may have at most, and what is kept for it
        cpu: {limit: 2, guarantee: 0.1}

    """

  private static let choices = """
        image:                              # the image of its community
          name: quay.io/reef/count
          tag: "2026.11.1"
        profileList:                        # choices of server: their names and sizes
          - display_name: Small
            description: For reading, writing and small tables.
            slug: small
            default: true
            kubespawner_override: {mem_limit: 2G, mem_guarantee: 1G, cpu_limit: 1, cpu_guarantee: 0.1}
          - display_name: Large
            description: For the yearly count.
            slug: large
            kubespawner_override: {mem_limit: 16G, mem_guarantee: 12G, cpu_limit: 4, cpu_guarantee: 2}

    """

  private static let storage = """
        storage:
          type: static                      # homes are folders of the share above; or dynamic: a disk for each person
          static: {pvcName: home-nfs, subPath: "{username}"}
          dynamic: {storageClass: standard} # of which sort such a disk is,
          capacity: 10Gi                    # and how large: both count for dynamic alone

    """
}
