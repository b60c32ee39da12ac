import HostJudging

/// Kernel configurations, as files have them, cut to what matters.
enum Configs {
  static let modern = """
    #
    # Automatically generated file; DO NOT EDIT.
    # Linux/arm64 6.6.73 Kernel Configuration
    #
    CONFIG_CC_VERSION_TEXT="aarch64-openwrt-linux-musl-gcc (OpenWrt GCC 13.3.0) 13.3.0"
    CONFIG_KERNEL_GZIP=y
    CONFIG_CGROUPS=y
    CONFIG_MEMCG=y
    CONFIG_SWAP=y
    CONFIG_BLK_CGROUP=y
    CONFIG_BLK_DEV_THROTTLING=y
    CONFIG_CGROUP_SCHED=y
    CONFIG_FAIR_GROUP_SCHED=y
    CONFIG_CFS_BANDWIDTH=y
    CONFIG_CGROUP_PIDS=y
    CONFIG_CPUSETS=y
    CONFIG_CGROUP_BPF=y
    CONFIG_BPF_SYSCALL=y
    CONFIG_NAMESPACES=y
    CONFIG_UTS_NS=y
    CONFIG_IPC_NS=y
    CONFIG_USER_NS=y
    CONFIG_PID_NS=y
    CONFIG_NET_NS=y
    CONFIG_EPOLL=y
    CONFIG_EVENTFD=y
    CONFIG_SIGNALFD=y
    CONFIG_SECCOMP=y
    CONFIG_SECCOMP_FILTER=y
    CONFIG_PROC_FS=y
    CONFIG_PROC_CHILDREN=y
    CONFIG_TMPFS=y
    CONFIG_TMPFS_XATTR=y
    CONFIG_UNIX98_PTYS=y
    CONFIG_POSIX_MQUEUE=y
    CONFIG_BRIDGE=y
    CONFIG_VETH=m
    CONFIG_OVERLAY_FS=y
    # CONFIG_MACVLAN is not set
    """

  /// What `make menuconfig` of OpenWrt Barrier Breaker wrote.
  static let openWrt2014 = """
    #
    # Automatically generated file; DO NOT EDIT.
    # OpenWrt Configuration
    #
    CONFIG_TARGET_mvebu=y
    CONFIG_KERNEL_CGROUPS=y
    CONFIG_KERNEL_CGROUP_DEVICE=y
    CONFIG_KERNEL_CGROUP_FREEZER=y
    CONFIG_KERNEL_CPUSETS=y
    CONFIG_KERNEL_CGROUP_CPUACCT=y
    CONFIG_KERNEL_RESOURCE_COUNTERS=y
    CONFIG_KERNEL_MEMCG=y
    # CONFIG_KERNEL_MEMCG_SWAP is not set
    CONFIG_KERNEL_CGROUP_SCHED=y
    CONFIG_KERNEL_FAIR_GROUP_SCHED=y
    CONFIG_KERNEL_NAMESPACES=y
    CONFIG_KERNEL_UTS_NS=y
    CONFIG_KERNEL_IPC_NS=y
    CONFIG_KERNEL_USER_NS=y
    CONFIG_KERNEL_PID_NS=y
    CONFIG_KERNEL_NET_NS=y
    CONFIG_KERNEL_LXC_MISC=y
    CONFIG_PACKAGE_kmod-veth=m
    # CONFIG_PACKAGE_kmod-macvlan is not set
    """

  static func config(_ text: String) -> KernelConfig? { KernelConfig(Array(text.utf8)) }

  static func without(_ option: String) -> String {
    modern.replacing("CONFIG_\(option)=y", with: "# CONFIG_\(option) is not set")
  }
}
