#include <lxc/lxccontainer.h>
