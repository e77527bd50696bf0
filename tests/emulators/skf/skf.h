// The functions of GM/T 0016-2012 clause 7 that the software key offers, with the standard's parameters.
#ifndef ZC_SKF_H
#define ZC_SKF_H

#include "types.h"

// 7.1 devices
SKF_API ULONG SKF_WaitForDevEvent(LPSTR szDevName, ULONG *pulDevNameLen, ULONG *pulEvent);
SKF_API ULONG SKF_CancelWaitForDevEvent(void);
SKF_API ULONG SKF_EnumDev(BOOL bPresent, LPSTR szNameList, ULONG *pulSize);
SKF_API ULONG SKF_ConnectDev(LPSTR szName, DEVHANDLE *phDev);
SKF_API ULONG SKF_DisConnectDev(DEVHANDLE hDev);
SKF_API ULONG SKF_GetDevState(LPSTR szDevName, ULONG *pulDevState);
SKF_API ULONG SKF_SetLabel(DEVHANDLE hDev, LPSTR szLabel);
SKF_API ULONG SKF_GetDevInfo(DEVHANDLE hDev, DEVINFO *pDevInfo);
SKF_API ULONG SKF_LockDev(DEVHANDLE hDev, ULONG ulTimeOut);
SKF_API ULONG SKF_UnlockDev(DEVHANDLE hDev);

// 7.2 access control
SKF_API ULONG SKF_ChangeDevAuthKey(DEVHANDLE hDev, BYTE *pbKeyValue, ULONG ulKeyLen);
SKF_API ULONG SKF_DevAuth(DEVHANDLE hDev, BYTE *pbAuthData, ULONG ulLen);
SKF_API ULONG SKF_ChangePIN(HAPPLICATION hApplication, ULONG ulPINType, LPSTR szOldPin, LPSTR szNewPin,
                            ULONG *pulRetryCount);
SKF_API ULONG SKF_GetPINInfo(HAPPLICATION hApplication, ULONG ulPINType, ULONG *pulMaxRetryCount,
                             ULONG *pulRemainRetryCount, BOOL *pbDefaultPin);
SKF_API ULONG SKF_VerifyPIN(HAPPLICATION hApplication, ULONG ulPINType, LPSTR szPIN, ULONG *pulRetryCount);
SKF_API ULONG SKF_UnblockPIN(HAPPLICATION hApplication, LPSTR szAdminPIN, LPSTR szNewUserPIN, ULONG *pulRetryCount);
SKF_API ULONG SKF_ClearSecureState(HAPPLICATION hApplication);

// 7.3 applications
SKF_API ULONG SKF_CreateApplication(DEVHANDLE hDev, LPSTR szAppName, LPSTR szAdminPin, DWORD dwAdminPinRetryCount,
                                    LPSTR szUserPin, DWORD dwUserPinRetryCount, DWORD dwCreateFileRights,
                                    HAPPLICATION *phApplication);
SKF_API ULONG SKF_EnumApplication(DEVHANDLE hDev, LPSTR szAppName, ULONG *pulSize);
SKF_API ULONG SKF_DeleteApplication(DEVHANDLE hDev, LPSTR szAppName);
SKF_API ULONG SKF_OpenApplication(DEVHANDLE hDev, LPSTR szAppName, HAPPLICATION *phApplication);
SKF_API ULONG SKF_CloseApplication(HAPPLICATION hApplication);

// 7.4 files
SKF_API ULONG SKF_CreateFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulFileSize, ULONG ulReadRights,
                             ULONG ulWriteRights);
SKF_API ULONG SKF_DeleteFile(HAPPLICATION hApplication, LPSTR szFileName);
SKF_API ULONG SKF_EnumFiles(HAPPLICATION hApplication, LPSTR szFileList, ULONG *pulSize);
SKF_API ULONG SKF_GetFileInfo(HAPPLICATION hApplication, LPSTR szFileName, FILEATTRIBUTE *pFileInfo);
SKF_API ULONG SKF_ReadFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulOffset, ULONG ulSize, BYTE *pbOutData,
                           ULONG *pulOutLen);
SKF_API ULONG SKF_WriteFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulOffset, BYTE *pbData, ULONG ulSize);

// 7.5 containers
SKF_API ULONG SKF_CreateContainer(HAPPLICATION hApplication, LPSTR szContainerName, HCONTAINER *phContainer);
SKF_API ULONG SKF_DeleteContainer(HAPPLICATION hApplication, LPSTR szContainerName);
SKF_API ULONG SKF_OpenContainer(HAPPLICATION hApplication, LPSTR szContainerName, HCONTAINER *phContainer);
SKF_API ULONG SKF_CloseContainer(HCONTAINER hContainer);
SKF_API ULONG SKF_EnumContainer(HAPPLICATION hApplication, LPSTR szContainerName, ULONG *pulSize);
SKF_API ULONG SKF_GetContainerType(HCONTAINER hContainer, ULONG *pulContainerType);
SKF_API ULONG SKF_ImportCertificate(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbCert, ULONG ulCertLen);
SKF_API ULONG SKF_ExportCertificate(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbCert, ULONG *pulCertLen);

// 7.6 cryptography
SKF_API ULONG SKF_GenRandom(DEVHANDLE hDev, BYTE *pbRandom, ULONG ulRandomLen);
SKF_API ULONG SKF_GenECCKeyPair(HCONTAINER hContainer, ULONG ulAlgId, ECCPUBLICKEYBLOB *pBlob);
SKF_API ULONG SKF_ImportECCKeyPair(HCONTAINER hContainer, PENVELOPEDKEYBLOB pEnvelopedKeyBlob);
SKF_API ULONG SKF_ECCSignData(HCONTAINER hContainer, BYTE *pbData, ULONG ulDataLen, PECCSIGNATUREBLOB pSignature);
SKF_API ULONG SKF_ECCVerify(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbData, ULONG ulDataLen,
                            PECCSIGNATUREBLOB pSignature);
SKF_API ULONG SKF_ExtECCVerify(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbData, ULONG ulDataLen,
                               PECCSIGNATUREBLOB pSignature);
SKF_API ULONG SKF_ExtECCEncrypt(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbPlainText,
                                ULONG ulPlainTextLen, PECCCIPHERBLOB pCipherText);
SKF_API ULONG SKF_ExportPublicKey(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbBlob, ULONG *pulBlobLen);
SKF_API ULONG SKF_SetSymmKey(DEVHANDLE hDev, BYTE *pbKey, ULONG ulAlgID, HANDLE *phKey);
SKF_API ULONG SKF_EncryptInit(HANDLE hKey, BLOCKCIPHERPARAM EncryptParam);
SKF_API ULONG SKF_Encrypt(HANDLE hKey, BYTE *pbData, ULONG ulDataLen, BYTE *pbEncryptedData, ULONG *pulEncryptedLen);
SKF_API ULONG SKF_DecryptInit(HANDLE hKey, BLOCKCIPHERPARAM DecryptParam);
SKF_API ULONG SKF_Decrypt(HANDLE hKey, BYTE *pbEncryptedData, ULONG ulEncryptedLen, BYTE *pbData, ULONG *pulDataLen);
SKF_API ULONG SKF_DigestInit(DEVHANDLE hDev, ULONG ulAlgID, ECCPUBLICKEYBLOB *pPubKey, unsigned char *pucID,
                             ULONG ulIDLen, HANDLE *phHash);
SKF_API ULONG SKF_Digest(HANDLE hHash, BYTE *pbData, ULONG ulDataLen, BYTE *pbHashData, ULONG *pulHashLen);
SKF_API ULONG SKF_DigestUpdate(HANDLE hHash, BYTE *pbData, ULONG ulDataLen);
SKF_API ULONG SKF_DigestFinal(HANDLE hHash, BYTE *pHashData, ULONG *pulHashLen);
SKF_API ULONG SKF_CloseHandle(HANDLE hHandle);

#endif
