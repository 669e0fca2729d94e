{{/*
The environment of a service. Values below `config` become variables by their path: config.campaign.capLimit is
DANGGOL_CAMPAIGN_CAP_LIMIT. What is null or empty is not set, and the service's own default holds.
*/}}

{{/* capLimit → CAP_LIMIT, optOut080 → OPT_OUT_080 */}}
{{- define "danggol.variable" -}}
{{- regexReplaceAll "([a-z])([A-Z0-9])" . "${1}_${2}" | replace "-" "_" | replace "." "_" | upper -}}
{{- end -}}

{{/* Numbers of values are floats to a template: 1000000 must not become 1e+06. */}}
{{- define "danggol.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{/* Lines `NAME: value` of a tree of values. Takes a list of name and value. */}}
{{- define "danggol.variables" -}}
{{- $name := index . 0 -}}
{{- $value := index . 1 -}}
{{- if kindIs "map" $value -}}
{{- range $key, $each := $value }}
{{- include "danggol.variables" (list (printf "%s_%s" $name (include "danggol.variable" $key)) $each) }}
{{- end -}}
{{- else if kindIs "slice" $value -}}
{{- if $value }}
{{ $name }}: {{ join "," $value | quote }}
{{- end -}}
{{- else if not (or (kindIs "invalid" $value) (eq (toString $value) "")) }}
{{ $name }}: {{ include "danggol.text" $value | quote }}
{{- end -}}
{{- end -}}

{{/* The storefront keys that a service holds: one that storefronts do not call only wants to know from where browsers come. */}}
{{- define "danggol.storefrontKeys" -}}
{{- $called := (include "danggol.facts" . | fromYaml).storefronts -}}
{{- $keys := list -}}
{{- range .Values.global.storefront.keys -}}
{{- if or $called (ne (.kind | default "public") "secret") -}}
{{- $keys = append $keys . -}}
{{- end -}}
{{- end -}}
{{- $keys | toJson -}}
{{- end -}}

{{/* The variables that hold no secret. */}}
{{- define "danggol.configuration" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $facts := include "danggol.facts" . | fromYaml -}}
{{- $global := .Values.global -}}
QUARKUS_HTTP_PORT: "8080"
DANGGOL_TOPIC_PREFIX: {{ $global.kafka.topicPrefix | quote }}
{{- with $settings.publicUrl }}
DANGGOL_PUBLIC_URL: {{ . | quote }}
{{- end }}
{{- include "danggol.variables" (list "DANGGOL" (mergeOverwrite (deepCopy $global.config) (deepCopy ($settings.config | default dict)))) }}
{{- range $index, $key := include "danggol.storefrontKeys" . | fromJsonArray }}
DANGGOL_STOREFRONT_KEYS_{{ $index }}__KIND: {{ $key.kind | default "public" | quote }}
{{- with $key.key }}
DANGGOL_STOREFRONT_KEYS_{{ $index }}__KEY: {{ . | quote }}
{{- end }}
{{- with $key.origins }}
DANGGOL_STOREFRONT_KEYS_{{ $index }}__ORIGINS: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- include "danggol.configuration.kafka" . }}
{{- if $settings.database }}
{{- include "danggol.configuration.postgresql" . }}
{{- end }}
{{- if $facts.redis }}
QUARKUS_REDIS_HOSTS: {{ include "danggol.redis.url" . | quote }}
{{- /* Of itself this client would not compare the server's name. */}}
{{- if hasPrefix "rediss:" (include "danggol.redis.url" .) }}
QUARKUS_REDIS_TLS_CONFIGURATION_NAME: redis
QUARKUS_TLS_REDIS_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- end }}
{{- with $global.redis.caSecret }}
{{- if .name }}
QUARKUS_TLS_REDIS_TRUST_STORE_PEM_CERTS: /etc/danggol/redis-ca/{{ .key }}
{{- end }}
{{- end }}
{{- end }}
{{- include "danggol.configuration.oidc" . }}
{{- if and (include "danggol.brings" (list . "mail")) (eq .Chart.Name "campaign") (not $settings.config.mail.host) }}
DANGGOL_MAIL_HOST: {{ include "danggol.nameOf" (list . "mail") | quote }}
{{- end }}
{{- range $service := $facts.calls }}
QUARKUS_REST_CLIENT_{{ upper $service }}_SERVICE_URL: {{ printf "http://%s:%d" (include "danggol.nameOf" (list $ $service)) (int $global.services.service.port) | quote }}
{{- end }}
{{- if $global.tracing.enabled }}
QUARKUS_OTEL_SDK_DISABLED: "false"
QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ required "global.tracing.endpoint: needed when global.tracing.enabled" $global.tracing.endpoint | quote }}
QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: {{ $global.tracing.protocol | quote }}
QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ $global.tracing.ratio | quote }}
{{- else }}
QUARKUS_OTEL_SDK_DISABLED: "true"
{{- end }}
QUARKUS_LOG_LEVEL: {{ $settings.log.level | quote }}
QUARKUS_LOG_CONSOLE_JSON_ENABLED: {{ $settings.log.json | quote }}
{{- with $settings.javaOptions }}
JAVA_TOOL_OPTIONS: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Whether the release brings this server: kafka, postgresql, redis, keycloak, mail. Empty if not. Takes a list of context and name. */}}
{{- define "danggol.brings" -}}
{{- $trial := (index . 0).Values.global.trial -}}
{{- if and $trial.enabled (get $trial (index . 1)).enabled -}}true{{- end -}}
{{- end -}}

{{- define "danggol.kafka.bootstrap" -}}
{{- $kafka := .Values.global.kafka -}}
{{- if include "danggol.brings" (list . "kafka") -}}
{{- $kafka.bootstrapServers | default (printf "%s:9092" (include "danggol.nameOf" (list . "kafka"))) -}}
{{- else -}}
{{- required "global.kafka.bootstrapServers: name the brokers (or set global.trial.enabled)" $kafka.bootstrapServers -}}
{{- end -}}
{{- end -}}

{{- define "danggol.configuration.kafka" -}}
{{- $kafka := .Values.global.kafka }}
KAFKA_BOOTSTRAP_SERVERS: {{ include "danggol.kafka.bootstrap" . | quote }}
KAFKA_SECURITY_PROTOCOL: {{ $kafka.securityProtocol | quote }}
{{- with $kafka.saslMechanism }}
KAFKA_SASL_MECHANISM: {{ . | quote }}
{{- end }}
{{- if $kafka.caSecret.name }}
KAFKA_SSL_TRUSTSTORE_TYPE: PEM
KAFKA_SSL_TRUSTSTORE_LOCATION: /etc/danggol/kafka-ca/{{ $kafka.caSecret.key }}
{{- end }}
{{- end -}}

{{- define "danggol.postgresql.host" -}}
{{- $postgresql := .Values.global.postgresql -}}
{{- if include "danggol.brings" (list . "postgresql") -}}
{{- $postgresql.host | default (include "danggol.nameOf" (list . "postgresql")) -}}
{{- else if and .Values.global.cloudNativePg.enabled (not $postgresql.host) -}}
{{- printf "%s-rw" (include "danggol.cloudNativePg.name" .) -}}
{{- else -}}
{{- required "global.postgresql.host: name the server (or set global.trial.enabled or global.cloudNativePg.enabled)" $postgresql.host -}}
{{- end -}}
{{- end -}}

{{/* The Cluster of the CloudNativePG operator. */}}
{{- define "danggol.cloudNativePg.name" -}}
{{- .Values.global.cloudNativePg.name | default (include "danggol.nameOf" (list . "postgresql")) -}}
{{- end -}}

{{- define "danggol.configuration.postgresql" -}}
{{- $postgresql := .Values.global.postgresql }}
{{- $database := (include "danggol.settings" . | fromJson).database }}
{{- $server := printf "%s:%v/%s" (include "danggol.postgresql.host" .) (int $postgresql.port) $database.name }}
{{- $ca := printf "/etc/danggol/postgresql-ca/%s" $postgresql.caSecret.key }}
{{- if and (hasPrefix "verify-" $postgresql.sslMode) (not $postgresql.caSecret.name) }}
{{- fail (printf "global.postgresql.caSecret.name: name the Secret with the server's certificate authority, as global.postgresql.sslMode is %s" $postgresql.sslMode) }}
{{- end }}
QUARKUS_DATASOURCE_JDBC_URL: {{ printf "jdbc:postgresql://%s?sslmode=%s%s" $server $postgresql.sslMode (ternary (printf "&sslrootcert=%s" $ca) "" (ne $postgresql.caSecret.name "")) | quote }}
QUARKUS_DATASOURCE_REACTIVE_URL: {{ printf "postgresql://%s?sslmode=%s" $server $postgresql.sslMode | quote }}
{{- with $database.maxConnections }}
QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE: {{ int . | quote }}
{{- end }}
{{- if $postgresql.caSecret.name }}
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM: "true"
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS: {{ $ca }}
{{- end }}
{{- if eq $postgresql.sslMode "verify-full" }}
QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- end }}
QUARKUS_FLYWAY_MIGRATE_AT_START: "false"
{{- end -}}

{{- define "danggol.redis.url" -}}
{{- $redis := .Values.global.redis -}}
{{- if include "danggol.brings" (list . "redis") -}}
{{- $redis.url | default (printf "redis://%s:6379" (include "danggol.nameOf" (list . "redis"))) -}}
{{- else -}}
{{- required "global.redis.url: name the server (or set global.trial.enabled)" $redis.url -}}
{{- end -}}
{{- end -}}

{{- define "danggol.oidc.issuer" -}}
{{- $oidc := .Values.global.oidc -}}
{{- if include "danggol.brings" (list . "keycloak") -}}
{{- $oidc.issuer | default (printf "http://%s:8080/realms/danggol" (include "danggol.nameOf" (list . "keycloak"))) -}}
{{- else -}}
{{- required "global.oidc.issuer: name the OpenID provider (or set global.trial.enabled)" $oidc.issuer -}}
{{- end -}}
{{- end -}}

{{- define "danggol.configuration.oidc" -}}
{{- $oidc := .Values.global.oidc }}
QUARKUS_OIDC_AUTH_SERVER_URL: {{ include "danggol.oidc.issuer" . | quote }}
QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH: {{ $oidc.rolesClaim | quote }}
{{- with $oidc.audience }}
QUARKUS_OIDC_TOKEN_AUDIENCE: {{ . | quote }}
{{- end }}
{{- if (include "danggol.facts" . | fromYaml).calls }}
QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL: {{ include "danggol.oidc.issuer" . | quote }}
QUARKUS_OIDC_CLIENT_TOKEN_PATH: {{ $oidc.tokenPath | quote }}
QUARKUS_OIDC_CLIENT_CLIENT_ID: {{ (include "danggol.settings" . | fromJson).oidcClientId | default (printf "%s-service" .Chart.Name) | quote }}
{{- end }}
{{- if $oidc.caSecret.name }}
QUARKUS_TLS_OIDC_TRUST_STORE_PEM_CERTS: /etc/danggol/oidc-ca/{{ $oidc.caSecret.key }}
QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME: oidc
{{- if (include "danggol.facts" . | fromYaml).calls }}
QUARKUS_OIDC_CLIENT_TLS_TLS_CONFIGURATION_NAME: oidc
{{- end }}
{{- end }}
{{- end -}}

{{/*
The variables that come from Secrets. Keys of the Secret are the settings' names, with dashes; those that a deployment
does not need may be missing from it.
*/}}
{{- define "danggol.secretVariables" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $facts := include "danggol.facts" . | fromYaml -}}
{{- $secret := include "danggol.secret" . -}}
{{- $global := .Values.global -}}
{{- range $index, $key := include "danggol.storefrontKeys" . | fromJsonArray }}
{{- with $key.secretKey }}
{{- include "danggol.fromSecret" (list (printf "DANGGOL_STOREFRONT_KEYS_%d__KEY" $index) $secret . false) }}
{{- end }}
{{- end }}
{{- range $variable, $key := $facts.secrets }}
{{- include "danggol.fromSecret" (list $variable $secret $key false) }}
{{- end }}
{{- range $variable, $key := $facts.optionalSecrets }}
{{- include "danggol.fromSecret" (list $variable $secret $key true) }}
{{- end }}
{{- range $index, $key := $settings.dkimKeys }}
- name: DANGGOL_MAIL_DKIM_KEYS_{{ $index }}__SELECTOR
  value: {{ $key.selector | quote }}
{{- include "danggol.fromSecret" (list (printf "DANGGOL_MAIL_DKIM_KEYS_%d__PRIVATE_KEY" $index) $secret $key.secretKey false) }}
{{- end }}
{{- if $facts.calls }}
{{- include "danggol.fromSecret" (list "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET" $secret (printf "oidc-%s" .Chart.Name) false) }}
{{- end }}
{{- if $settings.database }}
{{- $own := $settings.database.existingSecret | default (ternary (printf "%s-%s" (include "danggol.cloudNativePg.name" .) .Chart.Name) "" (and $global.cloudNativePg.enabled (not $global.trial.enabled))) }}
{{- if $own }}
{{- include "danggol.fromSecret" (list "QUARKUS_DATASOURCE_USERNAME" $own $settings.database.usernameKey false) }}
{{- include "danggol.fromSecret" (list "QUARKUS_DATASOURCE_PASSWORD" $own $settings.database.passwordKey false) }}
{{- else }}
- name: QUARKUS_DATASOURCE_USERNAME
  value: {{ $settings.database.username | quote }}
{{- include "danggol.fromSecret" (list "QUARKUS_DATASOURCE_PASSWORD" $secret (printf "postgresql-%s" .Chart.Name) false) }}
{{- end }}
{{- end }}
{{- if $facts.redis }}
{{- include "danggol.fromSecret" (list "QUARKUS_REDIS_PASSWORD" $secret "redis-password" true) }}
{{- end }}
{{- end -}}

{{/* How a service logs in to the brokers; migrations do without. */}}
{{- define "danggol.brokerVariables" -}}
{{- $kafka := .Values.global.kafka -}}
{{- if hasPrefix "SASL" $kafka.securityProtocol }}
{{- $user := ternary (include "danggol.name" .) (include "danggol.secret" .) .Values.global.strimzi.enabled }}
{{- $own := (include "danggol.settings" . | fromJson).kafkaSecret | default $kafka.existingSecret | default $user }}
{{- include "danggol.fromSecret" (list "KAFKA_SASL_JAAS_CONFIG" $own "sasl.jaas.config" false) }}
{{- end }}
{{- end -}}

{{/* One variable from a Secret. Takes a list of variable, Secret, key and whether it may be missing. */}}
{{- define "danggol.fromSecret" }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- if index . 3 }}
      optional: true
{{- end }}
{{- end -}}
