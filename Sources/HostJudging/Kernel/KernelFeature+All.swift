extension KernelFeature {
  /// Everything that is looked at: what `lxc-checkconfig` of LXC 6.0 looks for, and what this program needs besides.
  public static let all: [KernelFeature] =
    namespaces + fileSystems + calls + interfaces + controllers + others

  private static let namespaces = [
    KernelFeature("mount namespaces", [KernelOption("NAMESPACES")], .trial(.mountNamespace)),
    KernelFeature("host name namespaces", [KernelOption("UTS_NS")], .trial(.utsNamespace)),
    KernelFeature("IPC namespaces", [KernelOption("IPC_NS")], .trial(.ipcNamespace)),
    KernelFeature("process namespaces", [KernelOption("PID_NS")], .trial(.pidNamespace)),
    KernelFeature("network namespaces", [KernelOption("NET_NS")], .trial(.networkNamespace)),
    KernelFeature(
      "user namespaces", [KernelOption("USER_NS")], .trial(.userNamespace),
      without: "no unprivileged container starts, which is what containers are"),
    KernelFeature(
      "control group namespaces", [KernelOption("CGROUPS")], .trial(.cgroupNamespace), .advised,
      without: "containers see the control groups of the whole machine"),
  ]

  private static let fileSystems = [
    KernelFeature("tmpfs", [KernelOption("TMPFS")], .trial(.tmpfs)),
    KernelFeature("proc and sysfs in a container", [KernelOption("PROC_FS")], .trial(.proc)),
    KernelFeature(
      "terminals",
      [
        KernelOption("UNIX98_PTYS"),
        KernelOption(
          "DEVPTS_MULTIPLE_INSTANCES", openWrt: ["KERNEL_LXC_MISC"], until: KernelRelease(4, 7)),
      ],
      .trial(.devpts)),
    KernelFeature(
      "message queues", [KernelOption("POSIX_MQUEUE", openWrt: ["KERNEL_LXC_MISC"])],
      .trial(.messageQueues), .advised,
      without: "programs in containers that use POSIX message queues fail"),
    KernelFeature(
      "overlays", [KernelOption("OVERLAY_FS", module: "overlay")], .trial(.overlay)),
    KernelFeature(
      "overlays in memory, unprivileged",
      [KernelOption("TMPFS_XATTR"), KernelOption("OVERLAY_FS", module: "overlay")],
      .trial(.userOverlayInMemory), .advised,
      without:
        "rootfs.mode: ephemeral and overlays without an upper fail (Linux 6.6 has what they need)"),
  ]

  private static let calls = [
    KernelFeature("process handles (Linux 5.3)", [], .trial(.processHandles)),
    KernelFeature("paths without links (Linux 5.6)", [], .trial(.pathsWithoutLinks)),
    KernelFeature("ranges of descriptors (Linux 5.9)", [], .trial(.descriptorRanges)),
    KernelFeature(
      "mounts without links (Linux 5.10)", [], .trial(.mountsWithoutLinks),
      without: "no image is unpacked"),
    KernelFeature(
      "event descriptors",
      [KernelOption("EPOLL"), KernelOption("EVENTFD"), KernelOption("SIGNALFD")],
      .trial(.eventDescriptors)),
    KernelFeature(
      "seccomp filters", [KernelOption("SECCOMP"), KernelOption("SECCOMP_FILTER")],
      .trial(.seccompFilters),
      without: "only containers with security.seccomp: unconfined start"),
    KernelFeature(
      "lists of children", [KernelOption("PROC_CHILDREN")], .trial(.childLists), .advised,
      without: "a command of a health check may leave processes behind when it is ended"),
  ]

  private static let interfaces = [
    KernelFeature(
      "veth interfaces", [KernelOption("VETH", module: "veth")], .trial(.veth),
      without: "no container with a network starts"),
    KernelFeature(
      "bridges", [KernelOption("BRIDGE", module: "bridge")], .trial(.bridge),
      without: "no container with a network starts"),
  ]

  private static let others = [
    KernelFeature(
      "macvlan and VLAN interfaces",
      [KernelOption("MACVLAN", module: "macvlan"), KernelOption("VLAN_8021Q")], .none, .incidental),
    KernelFeature(
      "address translation for lxc-net",
      [
        KernelOption("NETFILTER_ADVANCED"), KernelOption("IP_NF_TARGET_MASQUERADE"),
        KernelOption("IP6_NF_TARGET_MASQUERADE"), KernelOption("NETFILTER_XT_TARGET_CHECKSUM"),
        KernelOption("NETFILTER_XT_MATCH_COMMENT"),
      ], .none, .incidental),
    KernelFeature("FUSE", [KernelOption("FUSE_FS", module: "fuse")], .none, .incidental),
    KernelFeature(
      "checkpoints",
      [
        KernelOption("CHECKPOINT_RESTORE"), KernelOption("UNIX_DIAG"), KernelOption("INET_DIAG"),
        KernelOption("PACKET_DIAG"), KernelOption("NETLINK_DIAG"),
      ], .none, .incidental),
    KernelFeature("file handles", [KernelOption("FHANDLE")], .none, .incidental),
  ]
}
