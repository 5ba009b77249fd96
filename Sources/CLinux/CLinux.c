#define _GNU_SOURCE
#include "CLinux.h"
#include <sched.h>

int clinux_unshare(int flags) { return unshare(flags); }
