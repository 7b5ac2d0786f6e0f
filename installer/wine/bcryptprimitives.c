/* For trying only, put into a Wine prefix and never delivered: Wine 8 lacks this library. */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE target, SIZE_T length) {
  while (length > 0) {
    ULONG part = length > 0x10000000 ? 0x10000000 : (ULONG)length;
    if (!SystemFunction036(target, part)) return FALSE;
    target += part;
    length -= part;
  }
  return TRUE;
}
