/* The yardstick of `make bench`: libpcap hands over every packet of a capture, and all that is done with it is to look
 * whether it is a TCP segment with the RST flag. Ethernet with IPv4 or IPv6, no extension headers, no checks beyond
 * what keeps the reads inside the packet: as little as a program can do that still finds the resets.
 *
 *   cc -O2 pcap_loop.c -o pcap_loop -lpcap && ./pcap_loop FILE
 */
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>

struct counts {
  uint64_t packets, resets;
};

static void look(u_char *argument, const struct pcap_pkthdr *header, const u_char *frame) {
  struct counts *counts = (struct counts *)argument;
  counts->packets += 1;
  uint32_t tcp;
  if (header->caplen >= 34 && frame[12] == 0x08 && frame[13] == 0x00 && frame[23] == 6)
    tcp = 14 + 4 * (frame[14] & 15u);
  else if (header->caplen >= 54 && frame[12] == 0x86 && frame[13] == 0xdd && frame[20] == 6)
    tcp = 54;
  else
    return;
  if (header->caplen > tcp + 13 && (frame[tcp + 13] & 4)) counts->resets += 1;
}

int main(int count, char **words) {
  if (count != 2) {
    fputs("usage: pcap_loop FILE\n", stderr);
    return 64;
  }
  char message[PCAP_ERRBUF_SIZE];
  pcap_t *capture = pcap_open_offline(words[1], message);
  if (!capture) {
    fprintf(stderr, "pcap_loop: %s\n", message);
    return 2;
  }
  struct counts counts = {0, 0};
  int end = pcap_loop(capture, -1, look, (u_char *)&counts);
  printf("%ju packets, %ju resets\n", (uintmax_t)counts.packets, (uintmax_t)counts.resets);
  pcap_close(capture);
  return end < 0 ? 2 : 0;
}
