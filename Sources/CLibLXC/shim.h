// The same view of the C library as CLinux has: modules that differ in it cannot be imported together.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <lxc/lxccontainer.h>
