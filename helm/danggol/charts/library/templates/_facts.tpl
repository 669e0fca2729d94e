{{/*
What each service is by its code, and no deployment can change: the services that it calls, which the network policies let
through; whether storefronts call it; whether it uses Redis; the variables that come from the Secret, by its keys, and those of
them that may be missing; readers whose lag tells that more pods would help. recommendation-service's read everything in each
pod, so none are there. segment-service makes no profile ids and has nothing for storefronts, so it gets neither key, and of
the storefront keys only the public ones.
*/}}
{{- define "danggol.facts" -}}
{{- get (include "danggol.allFacts" . | fromYaml) .Chart.Name | toYaml -}}
{{- end -}}

{{- define "danggol.allFacts" -}}
tracking:
  storefronts: true
  calls: [profile]
  redis: true
  secrets: {DANGGOL_IDENTITY_KEY: identity-key, DANGGOL_SHOP_SECRET: shop-secret}
profile:
  storefronts: true
  secrets: {DANGGOL_IDENTITY_KEY: identity-key, DANGGOL_SHOP_SECRET: shop-secret, DANGGOL_ENCRYPTION_KEYS: encryption-keys}
  readers:
    - {group: storefront-events, topic: storefront-events}
segment:
  readers:
    - {group: profile-events, topic: profile-events}
recommendation:
  storefronts: true
  calls: [profile]
  redis: true
  secrets: {DANGGOL_IDENTITY_KEY: identity-key, DANGGOL_SHOP_SECRET: shop-secret}
campaign:
  storefronts: true
  calls: [profile, recommendation]
  secrets: {DANGGOL_IDENTITY_KEY: identity-key, DANGGOL_SHOP_SECRET: shop-secret}
  optionalSecrets:
    DANGGOL_MAIL_USER: mail-user
    DANGGOL_MAIL_PASSWORD: mail-password
    DANGGOL_MAIL_WEBHOOK_SECRET: mail-webhook-secret
    DANGGOL_KAKAO_NHN_APP_KEY: nhn-app-key
    DANGGOL_KAKAO_NHN_SECRET_KEY: nhn-secret-key
    DANGGOL_KAKAO_NHN_WEBHOOK_SIGNATURE: nhn-webhook-signature
  readers:
    - {group: profile-events, topic: profile-events}
    - {group: segment-memberships, topic: segment-memberships}
{{- end -}}
