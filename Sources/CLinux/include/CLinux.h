#ifndef CLINUX_H
#define CLINUX_H

/* The few C calls and macros that Swift's Glibc does not show. */

/* unshare(2): returns 0, or -1 with errno. */
int clinux_unshare(int flags);

#endif
