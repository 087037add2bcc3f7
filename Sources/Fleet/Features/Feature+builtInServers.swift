import Basics

/// The built-in features of users' servers: what they are made of, what they may choose, where their data is.
extension Feature {
  private static let choices = "singleuser.profileList[].profile_options.*.choices.*"
  private static let overrides = ["singleuser.profileList[].kubespawner_override", "\(choices).kubespawner_override"]

  /// The same keys in each place where a profile overrides what a server gets.
  private static func inProfiles(_ keys: String...) -> [String] {
    overrides.flatMap { place in keys.map { "\(place).\($0)" } }
  }

  static let builtInOfServers: [Feature] = [
    Feature(
      builtIn: "dask", "Dask", "Work on more data than memory holds, spread over many processes.",
      documentation: "https://gateway.dask.org",
      explains: [
        "dask-gateway.enabled", "dask-gateway.gateway.backend", "dask-gateway.gateway.auth", "dask-gateway.gateway.prefix",
        "dask-gateway.gateway.resources", "dask-gateway.gateway.nodeSelector", "dask-gateway.gateway.tolerations",
        "dask-gateway.controller", "dask-gateway.traefik", "singleuser.extraEnv.DASK_*",
      ],
      shownBy: ["dask-gateway.enabled == true", "singleuser.extraEnv.DASK_*"]),
    Feature(
      builtIn: "environment-variables", "Variables of servers", "Environment variables that users' programs read.",
      documentation: "\(manual)/resources/reference.html#singleuser-extraenv",
      explains: ["singleuser.extraEnv"] + inProfiles("environment")),
    Feature(
      builtIn: "gpu", "Graphics processors", "Servers with graphics processors.",
      documentation: "\(manual)/jupyterhub/customizing/user-resources.html",
      explains: inProfiles(
        "extra_resource_limits.nvidia.com/gpu", "extra_resource_guarantees.nvidia.com/gpu", "environment.NVIDIA_*")
        + [
          "singleuser.extraResource.limits.nvidia.com/gpu", "singleuser.extraResource.guarantees.nvidia.com/gpu",
          "singleuser.extraEnv.NVIDIA_*", "singleuser.extraEnv.CUDA_*",
        ]),
    Feature(
      builtIn: "image-building", "Images built from a repository", "Users give a repository, and get a server made for it.",
      stage: .experimental, documentation: "https://github.com/2i2c-org/binderhub-service",
      explains: [
        "binderhub-service", "hub.services.binder", "hub.extraConfig.enable-fancy-profiles",
        "singleuser.profileList[].profile_options.*.dynamic_image_building",
      ],
      shownBy: ["binderhub-service.enabled == true"]),
    Feature(
      builtIn: "init-containers", "Steps before a server starts", "Programs that run before each start of a server.",
      documentation: "\(manual)/resources/reference.html#singleuser-initcontainers",
      explains: ["singleuser.initContainers"] + inProfiles("init_containers")),
    Feature(
      builtIn: "own-image", "An image of their own", "Servers are made of an image that the community chose or keeps.",
      documentation: "\(manual)/jupyterhub/customizing/user-environment.html",
      explains: ["singleuser.image.name", "singleuser.image.tag", "singleuser.image.pullPolicy"],
      shownBy: ["singleuser.image.name", "singleuser.image.tag"]),
    Feature(
      builtIn: "private-images", "Images behind a login", "Images from a registry that asks who pulls.",
      explains: ["imagePullSecret", "imagePullSecrets", "singleuser.image.pullSecrets"]),
    Feature(
      builtIn: "push-to-github", "Pushing to GitHub", "Users push to repositories without keeping a key in their homes.",
      documentation: "https://github.com/yuvipanda/gh-scoped-creds",
      explains: [
        "singleuser.extraEnv.GH_SCOPED_CREDS_*", "singleuser.extraFiles.gitconfig",
        "singleuser.extraFiles.github-app-private-key.pem",
      ]),
    Feature(
      builtIn: "sidecar", "Programs beside a server", "A second container in each server: a database, a desktop.",
      explains: ["singleuser.extraContainers"] + inProfiles("extra_containers")),
  ]

  static let builtInOfProfiles: [Feature] = [
    Feature(
      builtIn: "any-image", "Any image that a user types", "Users name the image that their server is made of.",
      explains: ["singleuser.profileList[].profile_options.*.unlisted_choice"]),
    Feature(
      builtIn: "node-choice", "Chosen machines", "Servers on machines of a certain type, or of one community alone.",
      documentation: "\(manual)/administrator/optimization.html",
      explains: ["singleuser.nodeSelector", "singleuser.extraTolerations", "singleuser.extraNodeAffinity"]
        + inProfiles("node_selector", "tolerations", "node_affinity_required")),
    Feature(
      builtIn: "profile-list", "Choices of server", "Users choose a server of several, by image and size.",
      documentation: "\(manual)/jupyterhub/customizing/user-environment.html",
      explains: ["singleuser.profileList[]", "singleuser.profileList[].profile_options.*", choices].flatMap { place in
        ["display_name", "description", "slug", "default"].map { "\(place).\($0)" }
      } + inProfiles("image", "mem_limit", "mem_guarantee", "cpu_limit", "cpu_guarantee", "default_url"),
      shownBy: ["singleuser.profileList[].display_name"]),
    Feature(
      builtIn: "profiles-for-some", "Choices for some", "Choices of server that only members of a team or group see.",
      explains: ["singleuser.profileList[].allowed_teams", "singleuser.profileList[].allowed_groups"]),
  ]

  static let builtInOfStorage: [Feature] = [
    Feature(
      builtIn: "admin-extra-mounts", "Folders for administrators", "Administrators see homes, or write where others read.",
      explains: ["custom.singleuserAdmin"]),
    Feature(
      builtIn: "cloud-identity", "Servers that act in the cloud", "Servers reach buckets and services as an account of the cloud.",
      explains: [
        "userServiceAccount", "singleuser.serviceAccountName", "singleuser.cloudMetadata", "custom.cloudResources.provider",
        "custom.cloudResources.gcp.projectId",
      ],
      shownBy: ["userServiceAccount.annotations", "singleuser.serviceAccountName", "custom.cloudResources.provider"]),
    Feature(
      builtIn: "group-shared-folders", "Folders that users share", "Folders beside the homes, for all users or for a group.",
      explains: ["custom.singleuser.extraPVCs", "singleuser.storage.extraVolumes", "singleuser.storage.extraVolumeMounts"]),
    Feature(
      builtIn: "home-quota", "Quotas of homes", "A bound on what each home may hold.",
      documentation: "https://github.com/2i2c-org/jupyterhub-home-nfs",
      explains: ["jupyterhub-home-nfs", "nfs.quotaEnforcer"]),
    Feature(
      builtIn: "home-elsewhere", "Homes in another folder", "Homes stand elsewhere in a server, as its image wants.",
      explains: ["singleuser.storage.homeMountPath", "hub.config.KubeSpawner.working_dir"]
        + inProfiles("volume_mounts", "working_dir")),
    Feature(
      builtIn: "in-cluster-storage", "Homes on a disk of the cluster", "Homes stand on a server inside the cluster.",
      explains: ["inClusterNFS"]),
    Feature(
      builtIn: "persistent-bucket", "Persistent bucket", "Object storage for what is kept.",
      explains: ["custom.cloudResources.persistentBucket", "singleuser.extraEnv.PERSISTENT_BUCKET"],
      shownBy: ["singleuser.extraEnv.PERSISTENT_BUCKET", "custom.cloudResources.persistentBucket.enabled == true"]),
    Feature(
      builtIn: "requester-pays", "Buckets that the requester pays for", "Servers read buckets of others at the fleet's cost.",
      explains: [
        "custom.cloudResources.requesterPays", "singleuser.extraEnv.AWS_REQUEST_PAYER", "singleuser.extraEnv.*REQUESTER_PAYS*",
      ]),
    Feature(
      builtIn: "scratch-bucket", "Scratch bucket", "Object storage for what may be lost after a week.",
      explains: [
        "custom.cloudResources.scratchBucket", "singleuser.extraEnv.SCRATCH_BUCKET", "singleuser.extraEnv.PANGEO_SCRATCH",
      ],
      shownBy: [
        "singleuser.extraEnv.SCRATCH_BUCKET", "singleuser.extraEnv.PANGEO_SCRATCH",
        "custom.cloudResources.scratchBucket.enabled == true",
      ]),
  ]
}
