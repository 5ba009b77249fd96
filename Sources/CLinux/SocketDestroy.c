/* SOCK_DESTROY by sock_diag(7): what `ss -K` does, for one socket or for all of a namespace. */
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef SOCK_DESTROY
#define SOCK_DESTROY 21
#endif

struct request {
  struct nlmsghdr header;
  struct inet_diag_req_v2 body;
};

static void fill(struct request *request, int family, const void *local, uint16_t local_port, const void *remote,
                 uint16_t remote_port) {
  size_t length = family == AF_INET ? 4 : 16;
  memset(request, 0, sizeof *request);
  request->header.nlmsg_len = sizeof *request;
  request->header.nlmsg_type = SOCK_DESTROY;
  request->header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  request->body.sdiag_family = (uint8_t)family;
  request->body.sdiag_protocol = IPPROTO_TCP;
  request->body.idiag_states = ~0U;
  request->body.id.idiag_sport = local_port;
  request->body.id.idiag_dport = remote_port;
  memcpy(request->body.id.idiag_src, local, length);
  memcpy(request->body.id.idiag_dst, remote, length);
  request->body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  request->body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
}

static int open_diag(void) { return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG); }

int clinux_destroy_socket(int family, const void *local, uint16_t local_port, const void *remote,
                          uint16_t remote_port) {
  int descriptor = open_diag();
  if (descriptor < 0) return -1;
  struct request request;
  fill(&request, family, local, local_port, remote, remote_port);
  struct {
    struct nlmsghdr header;
    struct nlmsgerr body;
    char rest[512];
  } answer;
  memset(&answer, 0, sizeof answer);
  int error = 0;
  if (send(descriptor, &request, sizeof request, 0) < 0 || recv(descriptor, &answer, sizeof answer, 0) < 0)
    error = errno;
  else if (answer.header.nlmsg_type == NLMSG_ERROR)
    error = -answer.body.error;
  close(descriptor);
  if (error == 0) return 0;
  errno = error;
  return -1;
}

/* Asks for every TCP socket of the family, in every state. */
static int ask_for_all(int descriptor, int family) {
  static const unsigned char nowhere[16];
  struct request request;
  fill(&request, family, nowhere, 0, nowhere, 0);
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  return send(descriptor, &request, sizeof request, 0) < 0 ? -1 : 0;
}

/* Destroys the sockets that one message of the answer names; 1 when the answer is over. */
static int destroy_named(const struct nlmsghdr *header, size_t length, int *count) {
  for (; NLMSG_OK(header, length); header = NLMSG_NEXT(header, length)) {
    if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR) return 1;
    const struct inet_diag_msg *found = NLMSG_DATA(header);
    if (clinux_destroy_socket(found->idiag_family, found->id.idiag_src, found->id.idiag_sport, found->id.idiag_dst,
                              found->id.idiag_dport) == 0)
      *count += 1;
  }
  return 0;
}

int clinux_destroy_sockets(void) {
  static const int families[] = {AF_INET, AF_INET6};
  int count = 0;
  for (int index = 0; index < 2; index++) {
    int descriptor = open_diag();
    if (descriptor < 0) return -1;
    _Alignas(struct nlmsghdr) char answer[32768];
    ssize_t length = ask_for_all(descriptor, families[index]) == 0 ? recv(descriptor, answer, sizeof answer, 0) : -1;
    while (length > 0 && !destroy_named((const struct nlmsghdr *)answer, (size_t)length, &count))
      length = recv(descriptor, answer, sizeof answer, 0);
    int error = errno;
    close(descriptor);
    if (length < 0) {
      errno = error;
      return -1;
    }
  }
  return count;
}
