{{/* What each server of a trial is told. */}}

{{- define "danggol.trial.variable" -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef:
      name: {{ include "danggol.secret" (index . 0) }}
      key: {{ index . 2 }}
{{- end -}}

{{- define "danggol.trial.kafka" -}}
{{- $host := include "danggol.nameOf" (list . "kafka") -}}
env:
  - {name: KAFKA_NODE_ID, value: "1"}
  - {name: KAFKA_PROCESS_ROLES, value: "broker,controller"}
  - {name: KAFKA_LISTENERS, value: "PLAINTEXT://:9092,CONTROLLER://:9093"}
  - {name: KAFKA_ADVERTISED_LISTENERS, value: "PLAINTEXT://{{ $host }}:9092"}
  - {name: KAFKA_CONTROLLER_LISTENER_NAMES, value: CONTROLLER}
  - {name: KAFKA_LISTENER_SECURITY_PROTOCOL_MAP, value: "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"}
  - {name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: "1@localhost:9093"}
  - {name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR, value: "1"}
  - {name: KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR, value: "1"}
  - {name: KAFKA_TRANSACTION_STATE_LOG_MIN_ISR, value: "1"}
  - {name: KAFKA_AUTO_CREATE_TOPICS_ENABLE, value: "false"}
  - {name: KAFKA_LOG_DIRS, value: /var/lib/kafka/data/log}
  - {name: KAFKA_HEAP_OPTS, value: "-Xmx384m"}
{{- end -}}

{{- define "danggol.trial.postgresql" -}}
env:
  {{- include "danggol.trial.variable" (list . "POSTGRES_PASSWORD" "postgresql-admin") | nindent 2 }}
  {{- range $service := list "profile" "segment" "recommendation" "campaign" }}
  {{- include "danggol.trial.variable" (list $ (printf "%s_PASSWORD" (upper $service)) (printf "postgresql-%s" $service)) | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "danggol.trial.redis" -}}
args: [redis-server, --save, "", --maxmemory, 192mb, --maxmemory-policy, volatile-lru]
{{- end -}}

{{- define "danggol.trial.keycloak" -}}
args: [start, --import-realm, --db=dev-file, --http-enabled=true, --health-enabled=true]
env:
  # Tokens name this as their issuer, whoever asked for them.
  - {name: KC_HOSTNAME, value: "http://{{ include "danggol.nameOf" (list . "keycloak") }}:8080"}
  - {name: KC_BOOTSTRAP_ADMIN_USERNAME, value: admin}
  {{- include "danggol.trial.variable" (list . "KC_BOOTSTRAP_ADMIN_PASSWORD" "keycloak-admin") | nindent 2 }}
  {{- include "danggol.trial.variable" (list . "STAFF_PASSWORD" "staff-password") | nindent 2 }}
  {{- range $service := list "tracking" "recommendation" "campaign" }}
  {{- include "danggol.trial.variable" (list $ (printf "%s_SECRET" (upper $service)) (printf "oidc-%s" $service)) | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "danggol.trial.mail" -}}
env:
  - {name: MP_SMTP_BIND_ADDR, value: "0.0.0.0:1025"}
  - {name: MP_UI_BIND_ADDR, value: "0.0.0.0:8025"}
{{- end -}}
